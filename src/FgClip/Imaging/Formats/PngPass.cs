namespace FgClip.Imaging.Formats;

/// <summary>One pass over a PNG: where its first pixel lies and how far apart its pixels are.</summary>
internal readonly record struct PngPass(int Left, int Top, int StepX, int StepY)
{
    /// <summary>The one pass of a picture that is not interlaced.</summary>
    public static PngPass[] Whole { get; } = [new(0, 0, 1, 1)];

    /// <summary>The seven passes of an interlaced one.</summary>
    public static PngPass[] Adam7 { get; } =
    [
        new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2),
    ];

    /// <summary>Pixels in a row of the pass.</summary>
    public int Columns(int width) => Count(width, Left, StepX);

    /// <summary>Rows of the pass.</summary>
    public int Rows(int height) => Count(height, Top, StepY);

    private static int Count(int side, int first, int step) => side <= first ? 0 : ((side - first - 1) / step) + 1;
}
