using System.Globalization;
using FgClip.Encoding;
using FgClip.Inference;

namespace FgClip.Mcp.Answers;

/// <summary>What every answer of a checkpoint should say.</summary>
internal static class ModelNotes
{
    /// <summary>What the model computes in, as answers and handles name it.</summary>
    public static string PrecisionOf(FgClipEncoder encoder) => PrecisionNames.NameOf(encoder.Precision);

    /// <summary>The warnings of a checkpoint, first its being a demonstration.</summary>
    public static IEnumerable<string> Of(FgClipEncoder encoder)
    {
        var card = encoder.Checkpoint.Card;
        if (card.Demonstration)
        {
            yield return $"{card.Name} is a demonstration model for {card.Domain ?? "its own domain"}: "
                + "do not trust it on anything else. For photographs start with --model FOLDER and a published FG-CLIP 2 checkpoint.";
        }

        foreach (var warning in encoder.Warnings) yield return warning;
    }

    /// <summary>Probability and share for a summary; FG-CLIP's first version has shares alone.</summary>
    public static string Score(double? probability, double share) => probability is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"probability {known:F3}, share {share:F3}")
        : string.Create(CultureInfo.InvariantCulture, $"share {share:F3}");

    /// <summary>A text that was cut.</summary>
    public static string Cut(FgClipEncoder encoder, string what, TextKind kind) =>
        $"{what} is longer than {encoder.TextLength(kind)} tokens; its end did not count.";
}
