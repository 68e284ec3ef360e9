using FgClip.Encoding;

namespace FgClip.Analysis;

/// <summary>
/// Everyday phrases that a located phrase is compared with on a checkpoint without calibration: raw cosines of
/// absent and present phrases overlap, their ranks among other phrases do not. Encoded once an encoder and language.
/// </summary>
internal sealed class ReferencePhrases(FgClipEncoder encoder)
{
    /// <summary>Phrases closer than this to the one asked for mean the same, so they are left out of its comparison.</summary>
    private const float SameMeaning = 0.9f;

    /// <summary>Softmax temperature of the comparison, in cosines.</summary>
    private const double Temperature = 0.05;

    private static readonly string[] English =
    [
        "a person", "an animal", "a dog", "a bird", "a fish", "a car", "a boat", "a tree", "a flower", "a house",
        "a chair", "a book", "a phone", "a bottle", "a cup", "food", "a fruit", "a hat", "a shoe", "a ball",
        "a knife", "a tool", "a star", "a plain background",
    ];

    private static readonly string[] Chinese =
    [
        "一个人", "一只动物", "一只狗", "一只鸟", "一条鱼", "一辆车", "一艘船", "一棵树", "一朵花", "一座房子",
        "一把椅子", "一本书", "一部手机", "一个瓶子", "一个杯子", "食物", "一个水果", "一顶帽子", "一只鞋", "一个球",
        "一把刀", "一个工具", "一颗星", "纯色背景",
    ];

    private readonly Dictionary<bool, EncodedText[]> _encoded = [];

    /// <summary>
    /// Softmax share, 0 to 1, of a phrase among the reference phrases of its language at one region.
    /// </summary>
    /// <param name="phrase">The phrase, by which the language is told.</param>
    /// <param name="feature">Its box feature [D].</param>
    /// <param name="region">The region feature [D].</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<double> ShareAsync(
        string phrase, ReadOnlyMemory<float> feature, ReadOnlyMemory<float> region, CancellationToken cancellation)
    {
        var own = Cosine.Of(region.Span, feature.Span);
        var others = 0.0;
        foreach (var reference in await EncodedAsync(IsChinese(phrase), cancellation).ConfigureAwait(false))
        {
            if (Cosine.Of(reference.Feature.Span, feature.Span) > SameMeaning) continue;

            others += Math.Exp((Cosine.Of(region.Span, reference.Feature.Span) - own) / Temperature);
        }

        return 1 / (1 + others);
    }

    private async Task<EncodedText[]> EncodedAsync(bool chinese, CancellationToken cancellation)
    {
        lock (_encoded)
        {
            if (_encoded.TryGetValue(chinese, out var known)) return known;
        }

        var encoded = await encoder.EncodeTextsAsync(chinese ? Chinese : English, TextKind.Box, cancellation).ConfigureAwait(false);
        lock (_encoded) _encoded[chinese] = encoded;
        return encoded;
    }

    private static bool IsChinese(string phrase) => phrase.Any(character => character is >= '\u3400' and <= '\u9FFF');
}
