using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>
/// Captions that ask for a background: "a dog on a brown background". Long captions speak of backgrounds in sentences of
/// their own, which the short head, trained on captions of pictures with things in them, misreads.
/// </summary>
internal static class BackgroundCaptions
{
    /// <summary>Things whose captions are averaged; more add nothing.</summary>
    private const int MaxThings = 3;

    /// <summary>The captions of all colours, colour after colour in the lexicon's order, equally many for each.</summary>
    /// <param name="caption">The caption.</param>
    /// <param name="claim">Its claim about the background.</param>
    public static IReadOnlyList<string> All(ParsedCaption caption, CaptionClaim claim) =>
        [.. CaptionLexicon.Shared.Values(WordKind.Color).SelectMany(color => Of(caption, claim, color))];

    // One a thing that the caption names; the claim's own sentence where it names none.
    private static string[] Of(ParsedCaption caption, CaptionClaim claim, string color)
    {
        string[] things = [.. caption.Mentions.Select(mention => mention.Phrase(mention.Color?.Value)).Distinct().Take(MaxThings)];
        if (things.Length == 0) return [EvidenceTexts.Sentence(caption, claim, color == claim.Value ? null : color)];

        var word = CaptionLexicon.Shared.Form(caption.Language, WordKind.Color, color);
        return caption.Language == CaptionLanguage.Chinese
            ? Array.ConvertAll(things, thing => $"{word}背景上的{thing}")
            : Array.ConvertAll(things, thing => $"{thing} on {EnglishWords.Article(word)} {word} background");
    }
}
