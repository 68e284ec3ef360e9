using FgClip.Imaging;
using FgClip.Model;

namespace FgClip.Encoding;

/// <summary>One feature a patch of a picture. Immutable, safe to share between threads.</summary>
public sealed class DenseFeatures
{
    private readonly float[] _values;

    internal DenseFeatures(float[] values, PatchGrid grid, int pictureWidth, int pictureHeight)
    {
        _values = values;
        Grid = grid;
        PictureWidth = pictureWidth;
        PictureHeight = pictureHeight;
        Dimension = values.Length / grid.Count;
    }

    /// <summary>h and w of the map.</summary>
    public PatchGrid Grid { get; }

    /// <summary>D.</summary>
    public int Dimension { get; }

    /// <summary>Width in pixels of the picture that was encoded; boxes are in its pixels.</summary>
    public int PictureWidth { get; }

    /// <summary>Height in pixels of the picture that was encoded.</summary>
    public int PictureHeight { get; }

    /// <summary>[h·w,D], row-major, not normalised.</summary>
    public ReadOnlyMemory<float> Values => _values;

    /// <summary>
    /// The feature of a part of the picture: RoIAlign of the map to 1×1, aligned, adaptive, as the official code does it.
    /// </summary>
    /// <param name="box">In pixels of the picture; parts outside count as torchvision counts them (0 beyond one cell).</param>
    /// <returns>[D], not normalised; zeros for a box without area.</returns>
    /// <exception cref="FgClipException">A coordinate is not finite.</exception>
    public float[] Region(BoxPixels box)
    {
        if (!double.IsFinite(box.X1) || !double.IsFinite(box.Y1) || !double.IsFinite(box.X2) || !double.IsFinite(box.Y2))
        {
            throw new FgClipException(
                FgClipErrorKind.Argument, "box has a coordinate that is no number", expected: "finite pixels", got: $"{box}");
        }

        var feature = new float[Dimension];
        RoiAlign.Pool(
            _values,
            Grid,
            ((float)(box.X1 / PictureWidth * Grid.Columns), (float)(box.Y1 / PictureHeight * Grid.Rows),
                (float)(box.X2 / PictureWidth * Grid.Columns), (float)(box.Y2 / PictureHeight * Grid.Rows)),
            feature);
        return feature;
    }

    /// <summary>Cosine of every patch with <paramref name="feature"/> [D]: [h·w], each −1 to 1.</summary>
    /// <exception cref="FgClipException">The feature has another dimension.</exception>
    public float[] CosinesWith(ReadOnlySpan<float> feature)
    {
        var cosines = new float[Grid.Count];
        for (var patch = 0; patch < cosines.Length; patch++)
        {
            cosines[patch] = Cosine.Of(_values.AsSpan(patch * Dimension, Dimension), feature);
        }

        return cosines;
    }
}
