using FgClip.Imaging;

namespace FgClip.Analysis.Instances;

/// <summary>A place where a phrase may be.</summary>
/// <param name="Box">Its bounds in pixels of the picture.</param>
/// <param name="Level">Its peak's height between the map's median (0) and maximum (1).</param>
/// <param name="Prominence">How far its peak stands out from what lies between it and a higher one, in levels.</param>
/// <param name="Peak">The map's cosine at its peak.</param>
internal sealed record FoundInstance(BoxPixels Box, float Level, float Prominence, float Peak);
