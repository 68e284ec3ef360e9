using SkiaSharp;

namespace FgClip.Rendering;

/// <summary>What lies below a panel over its whole width, laid out once for one width.</summary>
internal interface IPanelStrip
{
    /// <summary>The strip's height in pixels.</summary>
    int Height { get; }

    /// <summary>Draws it; the ground is the caller's.</summary>
    void Draw(SKCanvas canvas, int left, int top);
}
