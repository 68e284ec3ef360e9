using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims;

/// <summary>A thing as a caption names it, with the words around it that belong to it.</summary>
internal sealed record ThingMention
{
    public required CaptionLanguage Language { get; init; }

    /// <summary>The whole phrase, article or number included.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>The noun alone.</summary>
    public required TextSpan Noun { get; init; }

    /// <summary>The noun in the singular, lower case.</summary>
    public required string Name { get; init; }

    /// <summary>The lexicon's entry; null for a noun that it does not hold.</summary>
    public ThingEntry? Thing { get; init; }

    /// <summary>The entry of the noun's last part: a kitchen clock is a clock; the same as <see cref="Thing"/> where that is known.</summary>
    public ThingEntry? Head { get; init; }

    /// <summary>The noun is a plural.</summary>
    public bool Plural { get; init; }

    /// <summary>a or an.</summary>
    public TextSpan? Article { get; init; }

    /// <summary>The number, where one is stated: digits, or digits and + for "at least".</summary>
    public SlotWord? Count { get; init; }

    /// <summary>The Chinese measure word.</summary>
    public TextSpan? Measure { get; init; }

    /// <summary>is or are of "there is", or the verb behind it, which follow its number.</summary>
    public TextSpan? Verb { get; init; }

    /// <summary>The portion it comes in, "slices" of "two slices of pizza", which has the plural then.</summary>
    public TextSpan? Portion { get; init; }

    /// <summary>It has no noun of its own: "a red" of "a red and a blue ball", "one black".</summary>
    public bool Elliptic { get; init; }

    public SlotWord? Color { get; init; }

    public SlotWord? Size { get; init; }

    public IReadOnlyList<SlotWord> Attributes { get; init; } = [];

    /// <summary>What it does by a word before its noun: "a sleeping cat".</summary>
    public IReadOnlyList<SlotWord> Actions { get; init; } = [];

    /// <summary>A phrase for the thing with another colour, size or attribute, as the box head knows phrases.</summary>
    public string Phrase(string? color = null, string? size = null, string? attribute = null)
    {
        var words = CaptionLexicon.Shared;
        string?[] parts =
        [
            size is null ? null : words.Form(Language, WordKind.Size, size),
            color is null ? null : words.Form(Language, WordKind.Color, color),
            attribute,
        ];
        var name = Thing is null ? Name : Language == CaptionLanguage.Chinese ? Thing.Chinese : Thing.English;
        if (Language == CaptionLanguage.Chinese)
        {
            return string.Concat(parts.Where(part => part is not null).Select(part => part!.EndsWith('的') ? part : part + "的")) + name;
        }

        var text = string.Join(' ', parts.Where(part => part is not null).Append(name));
        return $"{EnglishWords.Article(text)} {text}";
    }
}
