namespace FgClip.Analysis.Mismatch.Lexicon;

/// <summary>All forms of one language with their senses. Immutable once filled.</summary>
internal sealed class SenseIndex(CaptionLanguage language)
{
    private static readonly IReadOnlyList<Sense> None = [];

    private readonly Dictionary<string, List<Sense>> _senses = [];
    private readonly Dictionary<string, int> _longest = [];

    /// <summary>Units of the longest form; words in English, characters in Chinese.</summary>
    public int Longest { get; private set; }

    /// <summary>The senses of a form in lower case, the first entered first.</summary>
    public IReadOnlyList<Sense> Of(ReadOnlySpan<char> form) =>
        _senses.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(form, out var senses) ? senses : None;

    /// <summary>The sense of one kind that a form has; null where it has none.</summary>
    public Sense? Of(ReadOnlySpan<char> form, WordKind kind)
    {
        foreach (var sense in Of(form))
        {
            if (sense.Kind == kind) return sense;
        }

        return null;
    }

    /// <summary>Words of the longest English form that starts with a word; 0 where none does.</summary>
    public int LongestFrom(string word) => _longest.GetValueOrDefault(word);

    /// <summary>Enters a form, unless it has a sense of the kind already; verbs may share a form.</summary>
    public void Add(string form, Sense sense)
    {
        if (!_senses.TryGetValue(form, out var senses)) _senses[form] = senses = [];
        var known = senses.FindIndex(other => other.Kind == sense.Kind);
        if (known >= 0)
        {
            // "read" is base and past at once.
            if (sense.Verb is not null && senses[known].Verb == sense.Verb) senses[known] = senses[known] with { Forms = senses[known].Forms | sense.Forms };
            return;
        }

        senses.Add(sense);
        if (language == CaptionLanguage.Chinese)
        {
            Longest = Math.Max(Longest, form.Length);
            return;
        }

        var words = 1 + form.Count(character => character == ' ');
        var first = words == 1 ? form : form[..form.IndexOf(' ', StringComparison.Ordinal)];
        _longest[first] = Math.Max(_longest.GetValueOrDefault(first), words);
        Longest = Math.Max(Longest, words);
    }
}
