namespace FgClip.Imaging;

/// <summary>A picture made ready for the vision tower.</summary>
/// <param name="Budget">The number of patches that was allowed.</param>
/// <param name="Grid">Rows and columns of patches, at most the budget in all.</param>
/// <param name="Resized">The picture at the size of the grid.</param>
/// <param name="Patches">[N, p·p·3], normalised.</param>
internal sealed record PreparedPatches(int Budget, PatchGrid Grid, PixelBuffer Resized, float[] Patches);
