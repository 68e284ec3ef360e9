using FgClip.Analysis.Mismatch;
using SkiaSharp;

namespace FgClip.Rendering;

/// <summary>The colours of verdicts: bright enough on dark grounds for text, and told apart by lightness too.</summary>
internal static class VerdictColors
{
    public static SKColor Of(ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.Supported => new SKColor(0x5B, 0xE0, 0x84),
        ClaimVerdict.Contradicted => new SKColor(0xFF, 0x6B, 0x6B),
        _ => new SKColor(0xFF, 0xC1, 0x4D),
    };
}
