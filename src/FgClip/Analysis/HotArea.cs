using FgClip.Imaging;

namespace FgClip.Analysis;

/// <summary>A connected area of a heat map above a threshold.</summary>
/// <param name="Box">Its bounds in pixels of the picture.</param>
/// <param name="Peak">The highest value in it.</param>
internal sealed record HotArea(BoxPixels Box, float Peak);
