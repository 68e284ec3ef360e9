using FgClip.Analysis.Mismatch;
using FgClip.Imaging;

namespace FgClip.Rendering;

/// <summary>A box of a checked caption.</summary>
/// <param name="Box">In pixels of the original picture.</param>
/// <param name="Tag">A few words at the box; null for none.</param>
/// <param name="Verdict">Chooses the colour: green, red, or amber for unsure.</param>
public sealed record AnnotatedBox(BoxPixels Box, string? Tag, ClaimVerdict Verdict);
