using SkiaSharp;

namespace FgClip.Rendering;

/// <summary>The colours around and on top of a picture.</summary>
internal static class PanelColors
{
    /// <summary>Behind the caption and the legend.</summary>
    public static SKColor Strip { get; } = new(0x16, 0x18, 0x1D);

    /// <summary>Beside a picture that does not fill its panel.</summary>
    public static SKColor Mat { get; } = new(0x0B, 0x0C, 0x0F);

    /// <summary>The hairline around such a picture.</summary>
    public static SKColor Frame { get; } = new(0x4A, 0x50, 0x5C);

    /// <summary>The phrase.</summary>
    public static SKColor Text { get; } = new(0xFF, 0xFF, 0xFF);

    /// <summary>The verdict and the legend; contrast with the strip is above 7 to 1.</summary>
    public static SKColor QuietText { get; } = new(0xB9, 0xC0, 0xCC);

    /// <summary>The inner line of boxes and crosses.</summary>
    public static SKColor Mark { get; } = new(0xFF, 0xFF, 0xFF);

    /// <summary>The halo around marks and the ground of tags: keeps them visible on light pictures.</summary>
    public static SKColor Halo { get; } = new(0x0B, 0x0C, 0x0F, 0xD8);
}
