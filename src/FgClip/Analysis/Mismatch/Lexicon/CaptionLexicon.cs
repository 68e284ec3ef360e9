namespace FgClip.Analysis.Mismatch.Lexicon;

/// <summary>The words that the grammar knows, from Things.tsv and Words.tsv. Immutable.</summary>
internal sealed class CaptionLexicon
{
    private static readonly Lazy<CaptionLexicon> Loaded = new(() => new CaptionLexicon());

    private readonly Dictionary<CaptionLanguage, Dictionary<string, (ThingEntry Thing, bool Plural)>> _things = new()
    {
        [CaptionLanguage.English] = [],
        [CaptionLanguage.Chinese] = [],
    };

    private readonly Dictionary<(CaptionLanguage, WordKind), Dictionary<string, string>> _words = [];

    private CaptionLexicon()
    {
        Things = [.. Rows("Things.tsv").Select(row => new ThingEntry(
            row[0], row[1] == "scenes", row[2], row[3], Forms(row[4]), row[5], row[6], Forms(row[7])))];
        Words = [.. Rows("Words.tsv").Select(row => new WordEntry(
            Enum.Parse<WordKind>(row[0], ignoreCase: true), row[1], Forms(row[2]), Forms(row[3])))];
        foreach (var thing in Things) Add(thing);
        foreach (var word in Words)
        {
            foreach (var language in Enum.GetValues<CaptionLanguage>())
            {
                if (!_words.TryGetValue((language, word.Kind), out var forms)) _words[(language, word.Kind)] = forms = [];
                foreach (var form in word.In(language)) forms.TryAdd(form, word.Value);
            }
        }

        Measures = Things.Select(thing => thing.Measure[0]).Concat("个位种群对双些片条张只头").ToHashSet();
    }

    /// <summary>The one lexicon.</summary>
    public static CaptionLexicon Shared => Loaded.Value;

    /// <summary>All things.</summary>
    public IReadOnlyList<ThingEntry> Things { get; }

    /// <summary>All values of slots.</summary>
    public IReadOnlyList<WordEntry> Words { get; }

    /// <summary>Chinese measure words.</summary>
    public IReadOnlySet<char> Measures { get; }

    /// <summary>A thing by one of its names in lower case, and whether that name is a plural.</summary>
    public bool TryThing(CaptionLanguage language, string name, out ThingEntry thing, out bool plural)
    {
        var found = _things[language].TryGetValue(name, out var entry);
        (thing, plural) = entry;
        return found;
    }

    /// <summary>The value that a form in lower case stands for; null for other words.</summary>
    public string? Value(CaptionLanguage language, WordKind kind, string form) => _words[(language, kind)].GetValueOrDefault(form);

    /// <summary>The forms of a kind, form to value.</summary>
    public IReadOnlyDictionary<string, string> Forms(CaptionLanguage language, WordKind kind) => _words[(language, kind)];

    /// <summary>The values of a kind in the order of the table.</summary>
    public IEnumerable<string> Values(WordKind kind) => Words.Where(word => word.Kind == kind).Select(word => word.Value);

    /// <summary>The preferred form of a value.</summary>
    public string Form(CaptionLanguage language, WordKind kind, string value) =>
        Words.First(word => word.Kind == kind && word.Value == value).In(language)[0];

    private void Add(ThingEntry thing)
    {
        var english = _things[CaptionLanguage.English];
        // Singulars first: "glasses" and "fish" are their own plurals, and as they stand they say nothing about number.
        foreach (var name in (string[])[thing.English, .. thing.EnglishSynonyms]) english.TryAdd(name, (thing, false));
        english.TryAdd(thing.Plural, (thing, true));
        foreach (var name in thing.EnglishSynonyms) english.TryAdd(EnglishWords.Plural(name), (thing, true));
        foreach (var name in (string[])[thing.Chinese, .. thing.ChineseSynonyms]) _things[CaptionLanguage.Chinese].TryAdd(name, (thing, false));
    }

    private static string[] Forms(string cell) => cell == "-" ? [] : cell.Split('|');

    private static IEnumerable<string[]> Rows(string file)
    {
        using var stream = typeof(CaptionLexicon).Assembly.GetManifestResourceStream($"{typeof(CaptionLexicon).Namespace}.{file}")
            ?? throw new InvalidOperationException($"resource {file} is not in the assembly");
        using var reader = new StreamReader(stream, System.Text.Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line.Split('\t');
        }
    }
}
