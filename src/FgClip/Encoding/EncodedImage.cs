using FgClip.Imaging;

namespace FgClip.Encoding;

/// <summary>Features of one picture. Immutable, safe to share between threads.</summary>
public sealed class EncodedImage
{
    private readonly float[]? _feature;
    private readonly DenseFeatures? _dense;

    internal EncodedImage(int budget, PatchGrid grid, float[]? feature, DenseFeatures? dense)
    {
        Budget = budget;
        Grid = grid;
        _feature = feature;
        _dense = dense;
    }

    /// <summary>The patch budget that was used; of FG-CLIP's first version, the patches of its square.</summary>
    public int Budget { get; }

    /// <summary>The patches that the picture became; their count is at most about <see cref="Budget"/>.</summary>
    public PatchGrid Grid { get; }

    /// <summary>The image feature [D], not normalised.</summary>
    /// <exception cref="InvalidOperationException">It was not among the parts asked for.</exception>
    public ReadOnlyMemory<float> Feature => _feature
        ?? throw new InvalidOperationException("The image feature was not computed: ask for ImageParts.Image.");

    /// <summary>The dense features.</summary>
    /// <exception cref="InvalidOperationException">They were not among the parts asked for.</exception>
    public DenseFeatures Dense => _dense
        ?? throw new InvalidOperationException("Dense features were not computed: ask for ImageParts.Dense.");
}
