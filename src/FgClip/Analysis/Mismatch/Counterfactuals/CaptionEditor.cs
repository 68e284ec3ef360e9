using System.Text;
using FgClip.Analysis.Mismatch.Claims;
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
        var edits = new SortedDictionary<int, (TextSpan Span, string Text)>();
        foreach (var (claim, value) in changes)
        {
            if (claim.Kind is ClaimKind.Thing or ClaimKind.Count) continue;
            Put(claim.Slot, SlotText.Of(caption, claim, value));
        }

        foreach (var mention in caption.Mentions) EditNoun(mention);
        return Write(caption, edits, part ?? new TextSpan(0, caption.Caption.Length));

        void Put(TextSpan span, string text) => edits[span.Start] = (span, text);

        // Name and number of one noun change together.
        void EditNoun(ThingMention mention)
        {
            var thing = ChangeOf(mention, ClaimKind.Thing) is { } name
                ? CaptionLexicon.Shared.Things.First(entry => entry.English == name)
                : null;
            var count = ChangeOf(mention, ClaimKind.Count);
            if (thing is null && count is null) return;

            if (mention.Language == CaptionLanguage.Chinese)
            {
                if (thing is not null) Put(mention.Noun, thing.Chinese);
                if (thing is not null && mention.Measure is { } measure) Put(measure, thing.Measure);
                if (count is not null && (mention.Count?.Span ?? mention.Article) is { } figure)
                {
                    Put(figure, CaptionLexicon.Shared.Form(CaptionLanguage.Chinese, WordKind.Number, count));
                }

                return;
            }

            var plural = count is null ? mention.Plural : count != "1";
            if (thing is not null || plural != mention.Plural)
            {
                var entry = thing ?? mention.Thing;
                Put(mention.Noun, plural ? entry?.Plural ?? EnglishWords.Plural(mention.Name) : entry?.English ?? mention.Name);
            }

            if (count is null) return;

            if ((mention.Count?.Span ?? mention.Article) is { } number)
            {
                Put(number, count == "1" ? "a" : CaptionLexicon.Shared.Form(CaptionLanguage.English, WordKind.Number, count));
            }

            if (mention.Verb is { } verb) Put(verb, count == "1" ? "is" : "are");
        }

        string? ChangeOf(ThingMention mention, ClaimKind kind)
        {
            foreach (var (claim, value) in changes)
            {
                if (claim.Kind == kind && ReferenceEquals(claim.Subject, mention)) return value;
            }

            return null;
        }
    }

    private static string Write(ParsedCaption caption, SortedDictionary<int, (TextSpan Span, string Text)> edits, TextSpan part)
    {
        var text = new StringBuilder();
        var articles = new List<(int Start, int Length)>();
        var at = part.Start;
        // An article before a changed word counts as an edit to itself, so that the new word can choose a or an.
        if (caption.Language == CaptionLanguage.English)
        {
            var tokens = Token.Split(caption.Caption);
            for (var index = 0; index + 1 < tokens.Count; index++)
            {
                var (word, span) = (tokens[index].Text, tokens[index].Span);
                if (word is "a" or "an" && edits.ContainsKey(tokens[index + 1].Span.Start)) edits.TryAdd(span.Start, (span, span.Of(caption.Caption)));
            }
        }

        foreach (var (span, replacement) in edits.Values)
        {
            // Outside the part; or two claims on the same words, of which the first one's edit stands.
            if (span.Start < at || span.End > part.End) continue;

            text.Append(caption.Caption, at, span.Start - at);
            if (replacement.ToLowerInvariant() is "a" or "an") articles.Add((text.Length, replacement.Length));
            var original = caption.Caption[span.Start];
            text.Append(char.IsUpper(original) ? char.ToUpperInvariant(replacement[0]) + replacement[1..] : replacement);
            at = span.End;
        }

        text.Append(caption.Caption, at, part.End - at);
        if (caption.Language == CaptionLanguage.English) FitArticles(text, articles);
        return text.ToString();
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
