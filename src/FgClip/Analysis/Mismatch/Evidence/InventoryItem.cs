using FgClip.Analysis.Mismatch.Lexicon;
using FgClip.Imaging;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>A box of a picture that may hold one whole thing.</summary>
/// <param name="Box">In pixels of the picture.</param>
/// <param name="Thing">What it looks like most.</param>
/// <param name="Features">What was measured of it, in the order of <see cref="InventoryFit.Names"/>.</param>
/// <param name="Probability">Whether it holds that thing, 0 to 1.</param>
internal sealed record InventoryItem(BoxPixels Box, ThingEntry Thing, double[] Features, double Probability);
