using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Counterfactuals;
using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>The texts whose features the readings of a caption need, gathered so that each head encodes them at once.</summary>
internal sealed class EvidenceTexts
{
    private readonly HashSet<string> _phrases = [];
    private readonly HashSet<string> _captions = [];

    public EvidenceTexts(ParsedCaption caption, bool scenesOnly)
    {
        foreach (var mention in caption.Mentions)
        {
            _phrases.Add(mention.Phrase());
            // The place of a thing is judged by thing and colour, whichever of its claims is read there.
            foreach (var thing in Alternatives.Things(mention.Thing, scenesOnly)) _phrases.Add(thing.Phrase(caption.Language));
            if (PlaceChooser.ColorOf(caption, mention) is null) continue;

            foreach (var color in CaptionLexicon.Shared.Values(WordKind.Color)) _phrases.Add(mention.Phrase(color));
        }

        foreach (var claim in caption.Claims) Gather(caption, claim);
    }

    /// <summary>Texts for the box head.</summary>
    public IReadOnlyCollection<string> Phrases => _phrases;

    /// <summary>Texts for the short head, or the long one.</summary>
    public IReadOnlyCollection<string> Captions => _captions;

    /// <summary>The caption to score for a background or an unread claim: what stands between full stops, so that it fits the short head.</summary>
    public static string Sentence(ParsedCaption caption, CaptionClaim claim, string? value)
    {
        var (start, end) = (claim.Span.Start, claim.Span.End);
        while (start > 0 && !IsEnd(caption.Caption[start - 1])) start--;
        while (end < caption.Caption.Length && !IsEnd(caption.Caption[end])) end++;
        var tail = caption.Caption.Length - end;
        var changed = value is null ? caption.Caption : CaptionEditor.Apply(caption, [(claim, value)]);
        return changed[start..(changed.Length - tail)].Trim();
    }

    /// <summary>The longest of the sentences that claims stand in: what it fits, the others fit.</summary>
    public static string LongestSentence(ParsedCaption caption) =>
        caption.Claims.Select(claim => Sentence(caption, claim, null)).MaxBy(sentence => sentence.Length)!;

    private static bool IsEnd(char character) => character is '.' or '。' or '!' or '！' or '?' or '？' or ';' or '；';

    private void Gather(ParsedCaption caption, CaptionClaim claim)
    {
        switch (claim.Kind)
        {
            case ClaimKind.Attribute:
                _phrases.Add(claim.Subject!.Phrase(attribute: claim.Value));
                foreach (var other in Alternatives.Attributes(claim, caption.Language)) _phrases.Add(claim.Subject.Phrase(attribute: other));
                break;
            case ClaimKind.Background:
                _captions.Add(Sentence(caption, claim, null));
                foreach (var color in Alternatives.Words(WordKind.Color, claim.Value)) _captions.Add(Sentence(caption, claim, color));
                break;
            case ClaimKind.Thing or ClaimKind.Color or ClaimKind.Size or ClaimKind.Position or ClaimKind.Count when claim.Subject is not null:
            case ClaimKind.Relation when claim.Object is not null:
                break;
            default:
                if (!claim.Negated) _captions.Add(Sentence(caption, claim, null));
                break;
        }
    }
}
