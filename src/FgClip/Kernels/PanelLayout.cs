namespace FgClip.Kernels;

/// <summary>Tokens one after another, each with its features side by side, to panels and back.</summary>
internal static unsafe class PanelLayout
{
    /// <summary>Features that are moved at a time: a cache line of them.</summary>
    private const int Block = 16;

    /// <summary>[tokens,rows], at most 64 tokens → a panel [rows,64], of which the other lanes are left alone.</summary>
    public static void ToPanel(ReadOnlySpan<float> tokens, int rows, float* panel)
    {
        var count = tokens.Length / rows;
        for (var first = 0; first < rows; first += Block)
        {
            var end = Math.Min(first + Block, rows);
            for (var token = 0; token < count; token++)
            {
                var source = tokens[(token * rows)..];
                for (var row = first; row < end; row++) panel[((nint)row * Panel.Width) + token] = source[row];
            }
        }
    }

    /// <summary>As <see cref="ToPanel"/>, added to what the panel holds.</summary>
    public static void AddToPanel(ReadOnlySpan<float> tokens, int rows, float* panel)
    {
        var count = tokens.Length / rows;
        for (var first = 0; first < rows; first += Block)
        {
            var end = Math.Min(first + Block, rows);
            for (var token = 0; token < count; token++)
            {
                var source = tokens[(token * rows)..];
                for (var row = first; row < end; row++) panel[((nint)row * Panel.Width) + token] += source[row];
            }
        }
    }

    /// <summary>A panel [rows,64] → the first tokens of it [tokens,rows].</summary>
    public static void FromPanel(float* panel, int rows, Span<float> tokens)
    {
        var count = tokens.Length / rows;
        for (var first = 0; first < rows; first += Block)
        {
            var end = Math.Min(first + Block, rows);
            for (var token = 0; token < count; token++)
            {
                var target = tokens[(token * rows)..];
                for (var row = first; row < end; row++) target[row] = panel[((nint)row * Panel.Width) + token];
            }
        }
    }
}
