using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims;

/// <summary>Something that a caption says.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Span">All words that say it.</param>
/// <param name="Slot">The words that another value would replace.</param>
/// <param name="Value">The slot's value, language-free where the lexicon knows it.</param>
/// <param name="Subject">The thing it is about; null for the background and what is not understood.</param>
/// <param name="Object">The other thing of a relation or an action.</param>
/// <param name="Negated">It denies something; no evidence decides that.</param>
internal sealed record CaptionClaim(
    ClaimKind Kind,
    TextSpan Span,
    TextSpan Slot,
    string Value,
    ThingMention? Subject = null,
    ThingMention? Object = null,
    bool Negated = false)
{
    /// <summary>The largest number that instances are counted up to.</summary>
    private const int MostCounted = 10;

    /// <summary>The caption does not say it, but it would be odd to say so little if it were not so; only ever contradicted.</summary>
    public bool Implied { get; init; }

    /// <summary>
    /// No thing that is located decides it, only the caption as a whole: what somebody does, "behind", "in the park",
    /// "many"; not "left of", a colour of the background or "three".
    /// </summary>
    public bool IsForCaption => Kind switch
    {
        ClaimKind.Action or ClaimKind.Other => true,
        ClaimKind.Relation => Subject is null || Object is null || Value is not ("left" or "right" or "above" or "below"),
        ClaimKind.Position => Subject is null || Value is not ("left" or "right" or "top" or "bottom" or "middle"),
        ClaimKind.Count => Subject is null || !int.TryParse(Value, out var number) || number > MostCounted,
        ClaimKind.Background => CaptionLexicon.Shared.Word(WordKind.Color, Value) is not { Relatives.Count: 0 },
        _ => Subject is null,
    };
}
