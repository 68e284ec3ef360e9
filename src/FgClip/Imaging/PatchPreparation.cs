namespace FgClip.Imaging;

/// <summary>Picture → budget → grid → resize → patches, as FG-CLIP 2 prepares pictures; nothing is padded.</summary>
internal static class PatchPreparation
{
    /// <summary>Prepares one picture.</summary>
    /// <param name="pixels">The picture or a region of it.</param>
    /// <param name="maxPatches">The budget; null for the automatic rule.</param>
    /// <param name="cap">Most patches of the automatic rule; null for no cap. An explicit budget is not capped.</param>
    /// <param name="patchSize">p, side of a patch in pixels.</param>
    /// <param name="filter">How the picture is resized.</param>
    /// <param name="mean">[3], in 0..1.</param>
    /// <param name="std">[3].</param>
    /// <exception cref="FgClipException">The budget is out of range.</exception>
    public static PreparedPatches Prepare(
        PixelBuffer pixels, int? maxPatches, int? cap, int patchSize, ResampleFilter filter, ReadOnlySpan<float> mean, ReadOnlySpan<float> std)
    {
        var budget = maxPatches ?? PatchBudget.Automatic(pixels.Width, pixels.Height, patchSize, cap);
        var grid = PatchBudget.GridFor(pixels.Width, pixels.Height, budget, patchSize);
        var resized = PillowResampler.Resize(pixels, grid.Columns * patchSize, grid.Rows * patchSize, filter);
        var patches = GC.AllocateUninitializedArray<float>(grid.Count * patchSize * patchSize * 3);
        Patchifier.Patchify(resized, patchSize, mean, std, patches);
        return new PreparedPatches(budget, grid, resized, patches);
    }
}
