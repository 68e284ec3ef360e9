using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Counterfactuals;
using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>The texts whose features the readings of a caption need, gathered so that each head encodes them at once.</summary>
internal sealed class EvidenceTexts
{
    /// <summary>A sentence with more things is scored thing by thing.</summary>
    private const int FewThings = 2;

    private readonly HashSet<string> _phrases = [];
    private readonly List<IReadOnlyList<string>> _captions = [];

    public EvidenceTexts(ParsedCaption caption, bool scenesOnly)
    {
        foreach (var mention in caption.Mentions)
        {
            _phrases.Add(mention.Phrase());
            // The place of a thing is judged by thing and colour, whichever of its claims is read there.
            foreach (var thing in Alternatives.Things(mention.Thing, scenesOnly)) _phrases.Add(thing.Phrase(caption.Language));
            if (PlaceChooser.ColorOf(caption, mention) is not { } own) continue;

            foreach (var color in CaptionLexicon.Shared.Values(WordKind.Color).Append(own)) _phrases.Add(mention.Phrase(color));
        }

        foreach (var claim in caption.Claims) Gather(caption, claim);
    }

    /// <summary>Texts for the box head.</summary>
    public IReadOnlyCollection<string> Phrases => _phrases;

    /// <summary>Texts for the short head, or the long one, in groups that are compared with each other.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Captions => _captions;

    /// <summary>
    /// The caption to score for a claim: what stands between full stops; of a sentence that names many things the claim's own
    /// alone, since a picture's one feature says little about each of many.
    /// </summary>
    /// <param name="caption">The caption.</param>
    /// <param name="claim">One of its claims.</param>
    /// <param name="value">What stands in the claim's slot; null: what the caption says.</param>
    public static string Sentence(ParsedCaption caption, CaptionClaim claim, string? value)
    {
        var part = PartOf(caption, claim);
        return (value is null ? part.Of(caption.Caption) : CaptionEditor.Apply(caption, [(claim, value)], part)).Trim();
    }

    /// <summary>The caption to score for a claim, first as it is and then with each of some values in the claim's slot.</summary>
    public static IReadOnlyList<string> Variants(ParsedCaption caption, CaptionClaim claim, IEnumerable<string> values) =>
        [Sentence(caption, claim, null), .. values.Select(value => Sentence(caption, claim, value))];

    private static TextSpan PartOf(ParsedCaption caption, CaptionClaim claim)
    {
        var (start, end) = (claim.Span.Start, claim.Span.End);
        while (start > 0 && !IsEnd(caption.Caption[start - 1])) start--;
        while (end < caption.Caption.Length && !IsEnd(caption.Caption[end])) end++;
        if (claim.Subject is not { } subject || caption.Mentions.Count(mention => mention.Span.Start >= start && mention.Span.End <= end) <= FewThings)
        {
            return TextSpan.Between(start, end);
        }

        var own = claim.Object is { } other ? new[] { subject.Span, other.Span, claim.Span } : [subject.Span, claim.Span];
        return TextSpan.Between(own.Min(span => span.Start), own.Max(span => span.End));
    }

    private static bool IsEnd(char character) => character is '.' or '。' or '!' or '！' or '?' or '？' or ';' or '；';

    private void Gather(ParsedCaption caption, CaptionClaim claim)
    {
        if (claim.IsForCaption && !claim.Negated)
        {
            _captions.Add(Variants(caption, claim, Alternatives.OfCaption(claim, caption.Language)));
            return;
        }

        switch (claim.Kind)
        {
            case ClaimKind.Attribute:
                _phrases.Add(claim.Subject!.Phrase(attribute: claim.Value));
                foreach (var other in Alternatives.Attributes(claim, caption.Language)) _phrases.Add(claim.Subject.Phrase(attribute: other));
                break;
            case ClaimKind.Background:
                _captions.Add(BackgroundCaptions.All(caption, claim));
                break;
            case ClaimKind.Thing or ClaimKind.Color or ClaimKind.Size or ClaimKind.Position or ClaimKind.Count when claim.Subject is not null:
            case ClaimKind.Relation when claim.Object is not null:
                break;
            default:
                if (!claim.Negated) _captions.Add([Sentence(caption, claim, null)]);
                break;
        }
    }
}
