namespace FgClip.Evaluation.Scenes.Making.Drawing;

/// <summary>
/// A square picture of a thing with transparency, [Side, Side, 4] red, green, blue, alpha from 0 to 255, not premultiplied.
/// Immutable.
/// </summary>
/// <remarks>
/// The given scenes were drawn by a program that blended the emoji into an empty picture first, so that colours at the edge
/// are darkened by their own transparency and then blended once more. What Skia draws premultiplied is exactly that, read as
/// plain colours: the thin dark outline is part of how these scenes look.
/// </remarks>
/// <param name="Side">Pixels on a side.</param>
/// <param name="Pixels">The values.</param>
internal sealed record Sprite(int Side, float[] Pixels)
{
    private const int Channels = 4;

    /// <summary>Whether any pixel that shows is not grey.</summary>
    public bool IsColored
    {
        get
        {
            for (var i = 0; i < Pixels.Length; i += Channels)
            {
                if (Pixels[i + 3] > 128 && Math.Abs(Pixels[i] - Pixels[i + 2]) > 16) return true;
            }

            return false;
        }
    }

    /// <summary>Cuts a drawing to what is not transparent and centres that in a square.</summary>
    /// <param name="rgba">[side, side, 4].</param>
    /// <param name="side">Pixels on a side of the drawing.</param>
    public static Sprite CutFrom(ReadOnlySpan<byte> rgba, int side)
    {
        int left = side, top = side, right = 0, bottom = 0;
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                if (rgba[(y * side + x) * Channels + 3] == 0) continue;
                (left, right) = (Math.Min(left, x), Math.Max(right, x + 1));
                (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y + 1));
            }
        }

        int width = Math.Max(1, right - left), height = Math.Max(1, bottom - top), square = Math.Max(width, height);
        int atX = (square - width) / 2, atY = (square - height) / 2;
        var pixels = new float[square * square * Channels];
        for (var y = 0; y < bottom - top; y++)
        {
            for (var i = 0; i < (right - left) * Channels; i++)
            {
                pixels[((y + atY) * square + atX) * Channels + i] = rgba[((y + top) * side + left) * Channels + i];
            }
        }

        return new Sprite(square, pixels);
    }

    /// <summary>With left and right exchanged.</summary>
    public Sprite Mirrored()
    {
        var pixels = new float[Pixels.Length];
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                Pixels.AsSpan((y * Side + x) * Channels, Channels).CopyTo(pixels.AsSpan((y * Side + Side - 1 - x) * Channels));
            }
        }

        return new Sprite(Side, pixels);
    }

    /// <summary>In another colour: each pixel keeps its lightness and its transparency.</summary>
    public Sprite Recolored(SceneColor color)
    {
        var pixels = (float[])Pixels.Clone();
        for (var i = 0; i < pixels.Length; i += Channels)
        {
            var (r, g, b) = color.At((0.299 * pixels[i] + 0.587 * pixels[i + 1] + 0.114 * pixels[i + 2]) / 255);
            (pixels[i], pixels[i + 1], pixels[i + 2]) = (MathF.Floor((float)r), MathF.Floor((float)g), MathF.Floor((float)b));
        }

        return new Sprite(Side, pixels);
    }

    /// <summary>In another size. Colours are weighted by their alpha, so that what is transparent does not bleed in.</summary>
    public Sprite Scaled(int side)
    {
        var weighted = (float[])Pixels.Clone();
        for (var i = 0; i < weighted.Length; i += Channels) Multiply(weighted.AsSpan(i, 3), weighted[i + 3] / 255);
        var pixels = LanczosScaler.Scale(weighted, Side, side, Channels);
        for (var i = 0; i < pixels.Length; i += Channels)
        {
            var alpha = pixels[i + 3] = Math.Clamp(pixels[i + 3], 0, 255);
            Multiply(pixels.AsSpan(i, 3), alpha > 0 ? 255 / alpha : 0);
        }

        return new Sprite(side, pixels);
    }

    private static void Multiply(Span<float> color, float factor)
    {
        foreach (ref var value in color) value = Math.Clamp(value * factor, 0, 255);
    }
}
