using System.Text;
using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Claims.English;
using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Counterfactuals;

/// <summary>Puts other values into the slots of a caption; articles, plurals, verbs and measure words follow.</summary>
internal static class CaptionEditor
{
    /// <summary>The caption with other values in the slots of some claims.</summary>
    /// <param name="caption">The caption.</param>
    /// <param name="changes">Claims of it, each with the value that its slot gets.</param>
    /// <param name="part">The part of the caption that is wanted; null for all of it.</param>
    public static string Apply(
        ParsedCaption caption, IReadOnlyCollection<(CaptionClaim Claim, string Value)> changes, TextSpan? part = null)
    {
        var edits = new SlotEdits(caption);
        foreach (var (claim, value) in changes)
        {
            if (claim.Kind is ClaimKind.Thing or ClaimKind.Count && claim.Subject is not null) continue;

            edits.Put(claim.Slot, SlotText.Of(caption, claim, value));
        }

        foreach (var mention in changes.Where(change => change.Claim.Kind is ClaimKind.Thing or ClaimKind.Count).Select(change => change.Claim.Subject).OfType<ThingMention>().Distinct())
        {
            NounEdits.Put(caption, mention, ValueOf(changes, mention, ClaimKind.Thing), ValueOf(changes, mention, ClaimKind.Count), edits);
        }

        return Write(caption, edits, part ?? new TextSpan(0, caption.Caption.Length));
    }

    private static string? ValueOf(IReadOnlyCollection<(CaptionClaim Claim, string Value)> changes, ThingMention mention, ClaimKind kind)
    {
        foreach (var (claim, value) in changes)
        {
            if (claim.Kind == kind && ReferenceEquals(claim.Subject, mention)) return value;
        }

        return null;
    }

    private static string Write(ParsedCaption caption, SlotEdits edits, TextSpan part)
    {
        var text = new StringBuilder();
        var articles = new List<(int Start, int Length)>();
        var at = part.Start;
        if (caption.Language == CaptionLanguage.English) ReviseArticles(caption, edits);
        foreach (var (span, replacement) in edits.InOrder)
        {
            // Outside the part; or two claims on the same words, of which the first one's edit stands.
            if (span.Start < at || span.End > part.End) continue;

            text.Append(caption.Caption, at, span.Start - at);
            if (replacement.ToLowerInvariant() is "a" or "an") articles.Add((text.Length, replacement.Length));
            var upper = span.Length > 0 && char.IsUpper(caption.Caption[span.Start]) && IsSentenceStart(caption.Caption, span.Start);
            text.Append(upper ? char.ToUpperInvariant(replacement[0]) + replacement[1..] : replacement);
            at = span.End;
        }

        text.Append(caption.Caption, at, part.End - at);
        if (caption.Language == CaptionLanguage.English) FitArticles(text, articles);
        return text.ToString();
    }

    // An article before a changed word counts as an edit to itself, so that the new word can choose a or an.
    private static void ReviseArticles(ParsedCaption caption, SlotEdits edits)
    {
        var tokens = Token.Split(caption.Caption);
        for (var index = 0; index + 1 < tokens.Count; index++)
        {
            var (word, span) = (tokens[index].Text, tokens[index].Span);
            if (word is "a" or "an" && edits.StartsAt(tokens[index + 1].Span.Start)) edits.PutIfFree(span, span.Of(caption.Caption));
        }
    }

    // Titles write every word with a capital; elsewhere one stands for the start of a sentence, or for a name that is gone.
    private static bool IsSentenceStart(string caption, int start)
    {
        var before = caption.AsSpan(0, start).TrimEnd();
        return before.Length == 0 || before[^1] is '.' or '!' or '?' or ':' or ';' or '"' or '“' || (before.LastIndexOf(' ') is var space && char.IsUpper(before[space + 1]));
    }

    // From the last to the first, so that places keep their meaning.
    private static void FitArticles(StringBuilder text, List<(int Start, int Length)> articles)
    {
        articles.Reverse();
        foreach (var (start, length) in articles)
        {
            var whole = text.ToString();
            var written = whole.Substring(start, length);
            var article = EnglishWords.Article(whole[(start + length)..].TrimStart());
            if (string.Equals(article, written, StringComparison.OrdinalIgnoreCase)) continue;

            text.Remove(start, length).Insert(start, char.IsUpper(written[0]) ? char.ToUpperInvariant(article[0]) + article[1..] : article);
        }
    }
}
