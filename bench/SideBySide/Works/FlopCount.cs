using FgClip.Checkpoints;

namespace SideBySide.Works;

/// <summary>
/// Floating-point operations of the matrix products in a piece of work, two for each multiplication with its addition:
/// what the model needs, not what a side spends. Norms, activations and softmax are left out; they are below one percent.
/// </summary>
internal static class FlopCount
{
    public static double Of(Work work, FgClip2Config config)
    {
        var (vision, text) = (config.Vision, config.Text);
        double patches = work.Length, width = vision.HiddenSize, inner = vision.IntermediateSize;
        var one = work.Kind switch
        {
            WorkKind.ShortTexts => Tower(work.Length, text.HiddenSize, text.IntermediateSize, text.NumHiddenLayers)
                + (2.0 * text.HiddenSize * text.ProjectionSize),
            WorkKind.Image => Vision() + Head(queries: 1),
            WorkKind.Dense => Vision() + Head(queries: patches),
            _ => throw new ArgumentOutOfRangeException(nameof(work), work, null),
        };
        return work.Count * one;

        double Vision() => (2 * patches * vision.PatchLength * width) + Tower(work.Length, vision.HiddenSize, inner, vision.NumHiddenLayers);

        // keys and values of every patch; query, output and MLP of every query
        double Head(double queries) =>
            (patches * 4 * width * width) + (queries * ((4 * width * width) + (4 * width * inner))) + Mix(queries, patches, width);
    }

    private static double Tower(double tokens, double width, double inner, int layers) =>
        layers * ((tokens * ((8 * width * width) + (4 * width * inner))) + Mix(tokens, tokens, width));

    // q·kᵀ and the weighted sum of the values, over all heads
    private static double Mix(double queries, double keys, double width) => 4 * queries * keys * width;
}
