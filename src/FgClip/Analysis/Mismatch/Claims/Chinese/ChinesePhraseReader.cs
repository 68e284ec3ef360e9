using System.Globalization;
using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.Chinese;

/// <summary>Reads noun phrases. Remembers what it read: clauses are tried in several ways.</summary>
internal sealed class ChinesePhraseReader
{
    // Clauses within clauses go no deeper.
    private const int Deepest = 4;

    /// <summary>Adjectives and clauses of one phrase at most: texts without nouns are read fast as well.</summary>
    private const int MostModifiers = 12;

    private readonly ChineseText _text;
    private readonly ChineseClauseReader _clauses;
    private readonly Dictionary<(int At, int Depth, bool Owners), ChinesePhrase?> _known = [];

    public ChinesePhraseReader(ChineseText text)
    {
        _text = text;
        _clauses = new ChineseClauseReader(text, this);
    }

    /// <summary>The phrase that starts at a word; null where none does.</summary>
    /// <param name="at">The word.</param>
    /// <param name="depth">How deep within other phrases.</param>
    /// <param name="owners">What stands before 的 may be an owner: 狗的尾巴.</param>
    public ChinesePhrase? Read(int at, int depth = 0, bool owners = true)
    {
        if (depth > Deepest || at >= _text.Count) return null;
        if (_known.TryGetValue((at, depth, owners), out var known)) return known;

        return _known[(at, depth, owners)] = ReadNew(at, depth, owners);
    }

    /// <summary>The phrase of one noun alone; null where none stands.</summary>
    public ChinesePhrase? Bare(int at) => _text.Sense(at, WordKind.Thing)?.Thing is { } thing
        ? new ChinesePhrase(Mention(at, at, (at, at + 1, thing, thing), new Modifiers(), null, null), at + 1, at, false)
        : null;

    /// <summary>A thing with a word for where, seen from it; null where there is none.</summary>
    public ChinesePlace? Place(int at, int depth = 0) => _clauses.Place(at, depth);

    private ChinesePhrase? ReadNew(int start, int depth, bool owners)
    {
        var (words, sayings) = (new Modifiers(), new List<ChineseSaying>());
        var at = Introduction(start, words, out var article, out var measure);
        var introduced = words.Count is not null || article is not null;
        var described = introduced || measure is not null;
        for (var count = 0; count < MostModifiers; count++)
        {
            if (ChineseAdjective.At(_text, at) is { } adjective && StartsNoun(Skip(adjective.Next)))
            {
                adjective.AddTo(words);
                at = Skip(adjective.Next);
            }
            else if (_text.Sense(at, WordKind.Scene) is not null && at > 0 && StartsNoun(Skip(at + 1)))
            {
                words.Attributes.Add(new SlotWord(_text[at], _text.Span(at)));
                at = Skip(at + 1);
            }
            else if ((depth < Deepest ? _clauses.Read(at, depth + 1) : null) is { } clause)
            {
                sayings.AddRange(clause.Sayings);
                at = clause.Next;
            }
            else if (described && UnknownAdjective(at) is { } unknown)
            {
                words.Attributes.Add(new SlotWord(_text.Between(at, unknown).Of(_text.Caption), _text.Between(at, unknown)));
                at = unknown + 1;
            }
            else
            {
                break;
            }
        }

        // 三个 of 其中三个, or a number before a clause that was not one.
        if (Noun(at, described || words.Describes || sayings.Count > 0) is not { } noun) return null;

        var phrase = new ChinesePhrase(Mention(start, at, noun, words, article, measure), noun.Next, start, introduced) { Sayings = sayings };
        if (!owners || _text[noun.Next] is not "的" || depth >= Deepest) return phrase;
        if (_clauses.IsPlaceWord(noun.Next + 1) || Read(noun.Next + 1, depth + 1) is not { } owned) return phrase;

        var owner = new ChineseSaying(ClaimKind.Relation, new SlotWord("of", _text.Span(noun.Next)), phrase);
        return owned with { First = start, Introduced = owned.Introduced || introduced, Sayings = [owner, .. owned.Sayings] };
    }

    // 两只, 一群, 这只, 几个
    private int Introduction(int at, Modifiers words, out TextSpan? article, out TextSpan? measure)
    {
        (article, measure) = (null, null);
        if (_text.Sense(at, WordKind.Quantity) is { } quantity)
        {
            words.Count = new SlotWord(quantity.Value, _text.Span(at));
            return Skip(at + 1);
        }

        var start = at;
        if (ChineseVocabulary.Demonstratives.Contains(_text[at])) at++;
        if (Number(at) is { } number)
        {
            var unit = _text[at + 1] is "大" or "小" or "整" ? at + 2 : at + 1;
            if (IsMeasure(unit))
            {
                var span = _text.Span(at);
                if (number == "1") article = span;
                else words.Count = new SlotWord(number, span);
                if (unit == at + 2 && _text.Sense(at + 1, WordKind.Size) is { } size) words.Size = new SlotWord(size.Value, _text.Span(at + 1));
                measure = _text.Span(unit);
                return _text[unit + 1] is "的" ? unit + 2 : unit + 1;
            }

            // 俩人, 三人
            if (number != "1" && _text.Sense(at + 1, WordKind.Thing) is not null && _text[at].Length <= 2)
            {
                words.Count = new SlotWord(number, _text.Span(at));
                return at + 1;
            }

            return start;
        }

        if (at == start || !IsMeasure(at)) return at;

        measure = _text.Span(at);
        return at + 1;
    }

    private string? Number(int at) =>
        _text.Sense(at, WordKind.Number)?.Value
        ?? (int.TryParse(_text[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1000 ? number.ToString(CultureInfo.InvariantCulture) : null);

    private bool IsMeasure(int at) => _text[at].Length == 1 && CaptionLexicon.Shared.Measures.Contains(_text[at][0]);

    private int Skip(int at) => _text[at] is "的" or "之" ? at + 1 : at;

    /// <summary>A noun or more adjectives stand there.</summary>
    private bool StartsNoun(int at) =>
        _text.Sense(at, WordKind.Thing) is not null || ChineseAdjective.At(_text, at) is not null || _text.IsUnknown(at)
        || (_text[at - 1] is "的" && at < _text.Count && !_text.IsMark(at) && _text.Sense(at, WordKind.Verb) is not null);

    // Unknown characters up to 的 describe what follows.
    private int? UnknownAdjective(int at)
    {
        var end = at;
        while (end < at + 8 && (_text.IsUnknown(end) || (end > at && _text.Sense(end, WordKind.Thing) is null && _text.Sense(end, WordKind.Attribute) is not null))) end++;
        return end > at && _text[end] is "的" ? end : null;
    }

    private (int First, int Next, ThingEntry? Thing, ThingEntry? Head)? Noun(int start, bool introduced)
    {
        var at = start;
        ThingEntry? head = null;
        while (at < _text.Count)
        {
            if (_text.Sense(at, WordKind.Thing)?.Thing is { } thing)
            {
                // 男孩手里: a part is not the rest of its owner's name.
                if (head is { IsAnimate: true } && at > start && (thing.Group == "body" || thing.IsPlace || thing.IsAnimate)) break;
                if (at > start && _clauses.IsPlaceWord(at) && !_text.IsUnknown(at - 1)) break;
                (head, at) = (thing, at + 1);
            }
            else if (_text.IsUnknown(at) && (at > start ? head is null || !_text.IsUnknown(at + 1) : introduced))
            {
                (head, at) = (null, at + 1);
            }
            else
            {
                break;
            }
        }

        if (at == start) return null;

        var sole = at == start + 1 ? head : CaptionLexicon.Shared.Senses(CaptionLanguage.Chinese).Of(_text.Between(start, at).Of(_text.Caption).ToLowerInvariant(), WordKind.Thing)?.Thing;
        return (start, at, sole, head);
    }

    private ThingMention Mention(int start, int at, (int First, int Next, ThingEntry? Thing, ThingEntry? Head) noun, Modifiers words, TextSpan? article, TextSpan? measure)
    {
        var span = _text.Between(noun.First, noun.Next);
        return new ThingMention
        {
            Language = CaptionLanguage.Chinese,
            Span = TextSpan.Between(_text.Span(Math.Min(start, at)).Start, span.End),
            Noun = span,
            Name = span.Of(_text.Caption).ToLowerInvariant(),
            Thing = noun.Thing,
            Head = noun.Head,
            Plural = words.Count is not null || span.Of(_text.Caption).EndsWith('们'),
            Article = article,
            Count = words.Count,
            Measure = measure,
            Color = words.Color,
            Size = words.Size,
            Attributes = words.Attributes,
            Actions = words.Actions,
        };
    }
}
