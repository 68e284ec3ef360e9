using FgClip.Imaging;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>A box that is known to hold one thing, before anything is said of it.</summary>
/// <param name="Box">In pixels of the picture.</param>
/// <param name="Probability">How sure that is, 0 to 1.</param>
internal readonly record struct KnownBox(BoxPixels Box, double Probability);
