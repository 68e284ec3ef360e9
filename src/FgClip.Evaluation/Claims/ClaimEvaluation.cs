using FgClip.Analysis.Mismatch;
using FgClip.Analysis.Mismatch.Claims;

namespace FgClip.Evaluation.Claims;

/// <summary>Measures the grammar of captions on labelled ones. It needs no checkpoint.</summary>
public static class ClaimEvaluation
{
    /// <summary>What the grammar finds, gets wrong and misses, by set, language and kind, and with each one's total.</summary>
    /// <param name="path">A .jsonl file of labelled captions, or a folder with some.</param>
    /// <exception cref="FgClipException">There is no such file, or a line of it is no labelled caption.</exception>
    public static ClaimReport Run(string path)
    {
        var (measures, errors) = (new List<ClaimMeasure>(), new List<ClaimError>());
        foreach (var (set, captions) in LabelledCaption.ReadAll(path))
        {
            var counts = new SortedDictionary<(string Language, string Kind), (int Found, int Wrong, int Missed)>();
            foreach (var caption in captions) Count(set, caption, counts, errors);

            measures.AddRange(counts.Select(count => new ClaimMeasure(set, count.Key.Language, count.Key.Kind, count.Value.Found, count.Value.Wrong, count.Value.Missed)));
            measures.AddRange(counts.GroupBy(count => count.Key.Language).Select(group => Total(set, group.Key, group.Select(count => count.Value))));
            measures.Add(Total(set, null, counts.Values));
        }

        return new ClaimReport(measures, errors);
    }

    private static void Count(
        string set, LabelledCaption caption, SortedDictionary<(string, string), (int Found, int Wrong, int Missed)> counts, List<ClaimError> errors)
    {
        var parsed = CaptionParser.Parse(caption.Caption);
        var found = ClaimMatcher.Match(caption, parsed);
        for (var index = 0; index < found.Length; index++)
        {
            var label = caption.Claims[index];
            if (label.Optional) continue;

            Add(label.Kinds[0], found[index] is null ? (0, 0, 1) : (1, 0, 0));
            if (found[index] is null) errors.Add(new ClaimError(set, caption.Caption, "missed", label.Kinds[0], Words(label.Subject, label.Value, label.Other)));
        }

        foreach (var claim in parsed.Claims.Where(claim => !found.Contains(claim)))
        {
            var kind = ClaimKindNames.Of(claim.Kind);
            Add(kind, (0, 1, 0));
            errors.Add(new ClaimError(
                set, caption.Caption, "wrong", kind,
                Words(claim.Subject?.Noun.Of(caption.Caption), claim.Slot.Of(caption.Caption), claim.Object?.Noun.Of(caption.Caption))));
        }

        void Add(string kind, (int Found, int Wrong, int Missed) more)
        {
            var so = counts.GetValueOrDefault((caption.Language, kind));
            counts[(caption.Language, kind)] = (so.Found + more.Found, so.Wrong + more.Wrong, so.Missed + more.Missed);
        }
    }

    private static string Words(string? subject, string value, string? other) =>
        string.Join(" / ", new[] { subject, value, other }.Where(words => words is not null));

    private static ClaimMeasure Total(string set, string? language, IEnumerable<(int Found, int Wrong, int Missed)> counts) =>
        new(set, language, null, counts.Sum(count => count.Found), counts.Sum(count => count.Wrong), counts.Sum(count => count.Missed));
}
