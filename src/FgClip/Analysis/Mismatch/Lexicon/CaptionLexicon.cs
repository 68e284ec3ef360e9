namespace FgClip.Analysis.Mismatch.Lexicon;

/// <summary>The words that the grammar knows, from the tables beside this file. Immutable.</summary>
internal sealed class CaptionLexicon
{
    private static readonly Lazy<CaptionLexicon> Loaded = new(() => new CaptionLexicon());

    private readonly Dictionary<CaptionLanguage, SenseIndex> _senses = new()
    {
        [CaptionLanguage.English] = new SenseIndex(CaptionLanguage.English),
        [CaptionLanguage.Chinese] = new SenseIndex(CaptionLanguage.Chinese),
    };

    private readonly Dictionary<string, ThingEntry> _things;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _companions = LexiconTables.Companions();
    private readonly Dictionary<(WordKind Kind, string Value), WordEntry> _words;
    private readonly Dictionary<string, VerbEntry> _verbs;

    /// <summary>Last words of names whose plural no rule gives.</summary>
    private readonly Dictionary<string, string> _plurals = [];

    private CaptionLexicon()
    {
        (Things, Words, Verbs) = (LexiconTables.Things(), LexiconTables.Words(), LexiconTables.Verbs());
        _things = Things.ToDictionary(thing => thing.English);
        _words = Words.ToDictionary(word => (word.Kind, word.Value));
        _verbs = Verbs.ToDictionary(verb => verb.English);
        foreach (var thing in Things.Where(thing => thing.Plural != EnglishWords.Plural(thing.English) && thing.Plural != thing.English)) _plurals.TryAdd(LastWord(thing.English), LastWord(thing.Plural));
        // Singulars first: "glasses" and "fish" are their own plurals, and as they stand they say nothing about number.
        foreach (var thing in Things) AddNames(thing);
        foreach (var thing in Things) AddPlurals(thing);
        foreach (var word in Words) Add(word);
        foreach (var verb in Verbs) Add(verb);
        Measures = Things.Select(thing => thing.Measure[0]).Concat("个位名种群对双些片条张只头件份排堆串束杯碗盘瓶盒袋桶罐篮筐壶锅碟幅块朵栋幢层滴缕道股团卷根支枝棵株副套双").ToHashSet();
    }

    /// <summary>The one lexicon.</summary>
    public static CaptionLexicon Shared => Loaded.Value;

    /// <summary>All things.</summary>
    public IReadOnlyList<ThingEntry> Things { get; }

    /// <summary>All values of slots.</summary>
    public IReadOnlyList<WordEntry> Words { get; }

    /// <summary>All verbs.</summary>
    public IReadOnlyList<VerbEntry> Verbs { get; }

    /// <summary>Chinese measure words.</summary>
    public IReadOnlySet<char> Measures { get; }

    /// <summary>The forms of a language.</summary>
    public SenseIndex Senses(CaptionLanguage language) => _senses[language];

    /// <summary>A thing by one of its names in lower case, and whether that name is a plural.</summary>
    public bool TryThing(CaptionLanguage language, string name, out ThingEntry thing, out bool plural)
    {
        var sense = _senses[language].Of(name, WordKind.Thing);
        (thing, plural) = (sense?.Thing!, sense?.Plural ?? false);
        return sense is not null;
    }

    /// <summary>A thing by its English name; null where there is none.</summary>
    public ThingEntry? Thing(string english) => _things.GetValueOrDefault(english);

    /// <summary>A verb by its base form; null where there is none.</summary>
    public VerbEntry? Verb(string english) => _verbs.GetValueOrDefault(english);

    /// <summary>A value of a slot; null where there is none.</summary>
    public WordEntry? Word(WordKind kind, string value) => _words.GetValueOrDefault((kind, value));

    /// <summary>The value that a form in lower case stands for; null for other words.</summary>
    public string? Value(CaptionLanguage language, WordKind kind, string form) => _senses[language].Of(form, kind)?.Value;

    /// <summary>The values of a kind in the order of the table; of colours the basic ones.</summary>
    public IEnumerable<string> Values(WordKind kind) =>
        Words.Where(word => word.Kind == kind && (kind != WordKind.Color || word.Relatives.Count == 0)).Select(word => word.Value);

    /// <summary>The preferred form of a value; the value itself where the tables do not hold it.</summary>
    public string Form(CaptionLanguage language, WordKind kind, string value) =>
        Word(kind, value)?.In(language) is [var form, ..] ? form : value;

    /// <summary>One thing is a kind of the other: a poodle of dog, a dog of animal.</summary>
    public bool IsKindOf(ThingEntry thing, ThingEntry broad)
    {
        if (thing == broad || (broad.HeadsGroup && (thing.Group == broad.Group || (broad.IsPerson && thing.IsPerson)))) return true;

        return thing.Broader is { } name && name != "*" && Thing(name) is { } broader && IsKindOf(broader, broad);
    }

    /// <summary>Two things are found at one place, such as a man and his hat.</summary>
    public bool ComeTogether(ThingEntry one, ThingEntry other) => _companions[one.Group].Contains(other.Group) || _companions[other.Group].Contains(one.Group);

    /// <summary>The plural of a name, of its last word that is.</summary>
    public string Plural(string name)
    {
        var last = LastWord(name);
        if (_plurals.TryGetValue(last, out var plural)) return name[..^last.Length] + plural;

        return last.EndsWith("man", StringComparison.Ordinal) && last is not ("human" or "german") ? name[..^2] + "en"
            : last.EndsWith("fish", StringComparison.Ordinal) || last.EndsWith("sheep", StringComparison.Ordinal) ? name : EnglishWords.Plural(name);
    }

    private void AddNames(ThingEntry thing)
    {
        foreach (var name in (string[])[thing.English, .. thing.EnglishSynonyms]) Add(CaptionLanguage.English, name, false);
        foreach (var name in (string[])[thing.Chinese, .. thing.ChineseSynonyms]) Add(CaptionLanguage.Chinese, name, false);

        void Add(CaptionLanguage language, string name, bool plural) =>
            _senses[language].Add(name.ToLowerInvariant(), new Sense(WordKind.Thing, thing.English) { Thing = thing, Plural = plural });
    }

    private void AddPlurals(ThingEntry thing)
    {
        foreach (var name in (string[])[thing.Plural, .. thing.EnglishSynonyms.Select(Plural)])
        {
            _senses[CaptionLanguage.English].Add(name, new Sense(WordKind.Thing, thing.English) { Thing = thing, Plural = true });
        }
    }

    private void Add(WordEntry word)
    {
        foreach (var (language, senses) in _senses)
        {
            foreach (var form in word.In(language)) senses.Add(form, new Sense(word.Kind, word.Value));
        }
    }

    private void Add(VerbEntry verb)
    {
        foreach (var form in (VerbForms[])[VerbForms.Base, VerbForms.Third, VerbForms.Ing, VerbForms.Past, VerbForms.Participle])
        {
            _senses[CaptionLanguage.English].Add(verb.In(form), new Sense(WordKind.Verb, verb.English) { Verb = verb, Forms = form });
        }

        foreach (var form in verb.Chinese) _senses[CaptionLanguage.Chinese].Add(form, new Sense(WordKind.Verb, verb.English) { Verb = verb });
    }

    private static string LastWord(string name) => name[(name.LastIndexOf(' ') + 1)..];
}
