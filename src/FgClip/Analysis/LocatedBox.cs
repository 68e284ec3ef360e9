using FgClip.Imaging;

namespace FgClip.Analysis;

/// <summary>One place of a phrase.</summary>
/// <param name="Box">In pixels of the picture that was encoded.</param>
/// <param name="Score">Cosine of the box's region feature with the phrase, −1 to 1.</param>
public sealed record LocatedBox(BoxPixels Box, double Score);
