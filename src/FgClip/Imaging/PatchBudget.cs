using System.Globalization;

namespace FgClip.Imaging;

/// <summary>How many patches a picture gets, and how they lie (FG-CLIP 2, SigLIP 2 NaFlex).</summary>
public static class PatchBudget
{
    /// <summary>The largest budget that is accepted. Official work goes up to 16384.</summary>
    public const int Largest = 65536;

    // The reference's classes: a picture of more than the left number of whole patches gets the right budget.
    private static readonly (long Above, int Budget)[] s_classes = [(784, 1024), (576, 784), (256, 576), (128, 256)];

    private const int Smallest = 128;

    // get_image_size_for_max_num_patches in Transformers' image_processing_siglip2.py.
    private const double Epsilon = 1e-5, LargestScale = 100.0;

    /// <summary>
    /// The budget that the official demonstration chooses: by n = ⌊width / patch⌋ · ⌊height / patch⌋, 1024 above 784,
    /// 784 above 576, 576 above 256, 256 above 128, else 128; at most <paramref name="cap"/>.
    /// </summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="patchSize">Side of a patch in pixels.</param>
    /// <param name="cap">What a checkpoint's card allows, 1 to <see cref="Largest"/>; null where it does not say.</param>
    /// <exception cref="FgClipException">An argument is out of range.</exception>
    public static int Automatic(int width, int height, int patchSize, int? cap)
    {
        Check(width, height, patchSize);
        if (cap is { } limit) Check(limit);
        var patches = (long)(width / patchSize) * (height / patchSize);
        var budget = Smallest;
        foreach (var (above, larger) in s_classes)
        {
            if (patches <= above) continue;
            budget = larger;
            break;
        }

        return Math.Min(budget, cap ?? budget);
    }

    /// <summary>
    /// The largest grid of the picture's aspect ratio within the budget, each side rounded up to whole patches. The
    /// picture is enlarged at most 100 times, so that a tiny one does not fill its budget.
    /// </summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="budget">Most patches, 1 to <see cref="Largest"/>.</param>
    /// <param name="patchSize">Side of a patch in pixels.</param>
    /// <exception cref="FgClipException">An argument is out of range.</exception>
    public static PatchGrid GridFor(int width, int height, int budget, int patchSize)
    {
        Check(width, height, patchSize);
        Check(budget);
        double fits = Epsilon / 10, over = LargestScale;
        while (over - fits >= Epsilon)
        {
            var scale = (fits + over) / 2;
            var patches = (double)Patches(height, scale, patchSize) * Patches(width, scale, patchSize);
            if (patches <= budget) fits = scale;
            else over = scale;
        }

        return new PatchGrid(Patches(height, fits, patchSize), Patches(width, fits, patchSize));
    }

    private static int Patches(int side, double scale, int patchSize) =>
        (int)Math.Max(1, Math.Ceiling(side * scale / patchSize));

    private static void Check(int budget)
    {
        if (budget is >= 1 and <= Largest) return;
        throw new FgClipException(
            FgClipErrorKind.Argument,
            "the number of patches is out of range",
            "max_patches",
            $"1 to {Largest}",
            budget.ToString(CultureInfo.InvariantCulture));
    }

    private static void Check(int width, int height, int patchSize)
    {
        if (width >= 1 && height >= 1 && patchSize >= 1) return;
        throw new FgClipException(
            FgClipErrorKind.Argument,
            "sides of a picture and of a patch are at least 1",
            got: string.Create(CultureInfo.InvariantCulture, $"{width}×{height} in patches of {patchSize}"));
    }
}
