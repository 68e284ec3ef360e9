using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.Chinese;

/// <summary>Reads clauses that stand before a noun, up to their 的: 穿着红裙子的, 桌子上的, 在草地上奔跑的; and places.</summary>
internal sealed class ChineseClauseReader(ChineseText text, ChinesePhraseReader phrases)
{
    // 穿西装打领带的男人 has two; more are rare.
    private const int MostParts = 5;

    // They stand before a thing, not behind it.
    private static readonly HashSet<string> Prepositions = ["along", "toward", "from", "use"];

    /// <summary>The clause that starts at a word, with a noun behind its 的; null where there is none.</summary>
    public (IReadOnlyList<ChineseSaying> Sayings, int Next)? Read(int start, int depth)
    {
        if (!MayStart(start)) return null;

        var sayings = new List<ChineseSaying>();
        var at = start;
        for (var part = 0; part < MostParts; part++)
        {
            if (text[at] is "的") return sayings.Count > 0 && phrases.Read(at + 1, depth, true) is not null ? (sayings, at + 1) : null;
            if (part > 0 && text[at] is "、" or "并" or "，" && text.Sense(at + 1, WordKind.Verb) is not null) at++;
            if (Part(at, depth, sayings) is not { } next) return null;
            at = next;
        }

        return null;
    }

    /// <summary>A thing with a word for where, seen from it: 桌子上, 床和窗户之间; null where there is none.</summary>
    public ChinesePlace? Place(int at, int depth)
    {
        if (phrases.Read(at, depth, true) is not { } thing) return null;

        var last = thing.Next;
        ChinesePhrase? second = null;
        if (ChineseVocabulary.Joins.Contains(text[last]) && phrases.Read(last + 1, depth, true) is { } other && text[other.Next] is "之间" or "中间") (second, last) = (other, other.Next);
        var word = text[last] is "的" ? last + 1 : last;
        if (!IsPlaceWord(word)) return null;

        var with = second is null ? thing : thing with { Also = [second] };
        return new ChinesePlace(with, new SlotWord(text.Sense(word, WordKind.Relation)!.Value, text.Span(word)), word + 1);
    }

    /// <summary>上, 左边, 旁边 and the like stand there.</summary>
    public bool IsPlaceWord(int at) => text.Sense(at, WordKind.Relation) is { } relation && !Prepositions.Contains(relation.Value);

    /// <summary>沿着, 用 and the like stand there.</summary>
    public bool IsPreposition(int at) => text.Sense(at, WordKind.Relation) is { } relation && Prepositions.Contains(relation.Value);

    private bool MayStart(int at) =>
        text.Sense(at, WordKind.Verb) is not null || ChineseVocabulary.At.Contains(text[at]) || ChineseVocabulary.Negations.Contains(text[at]) || text.Sense(at, WordKind.Position) is not null
        || text.Sense(at, WordKind.Thing) is not null || text.Sense(at, WordKind.Adverb) is not null || IsPreposition(at) || text[at] is "由" or "被";

    // One verb with its object, one place, one position, one denial.
    private int? Part(int at, int depth, List<ChineseSaying> sayings)
    {
        while (text.Sense(at, WordKind.Adverb) is not null || text[at] is "由" or "被") at++;
        if (ChineseVocabulary.Negations.Contains(text[at]))
        {
            var end = at + 1;
            while (!text.IsMark(end) && text[end] is not "的") end++;
            if (text[end] is not "的") return null;

            sayings.Add(new ChineseSaying(ClaimKind.Other, new SlotWord("", text.Between(at, end))));
            return end;
        }

        if (ChineseVocabulary.At.Contains(text[at])) at++;
        if (text.Sense(at, WordKind.Position) is { } position && text[at + 1] is "的")
        {
            sayings.Add(new ChineseSaying(ClaimKind.Position, new SlotWord(position.Value, text.Span(at)), null));
            return at + 1;
        }

        if (IsPreposition(at) && phrases.Read(at + 1, depth, false) is { } means)
        {
            sayings.Add(new ChineseSaying(ClaimKind.Relation, new SlotWord(text.Sense(at, WordKind.Relation)!.Value, text.Span(at)), means));
            return means.Next;
        }

        if (text.Sense(at, WordKind.Verb) is { Verb: { } verb }) return Verb(at, verb, depth, sayings);
        if (text.Sense(at, WordKind.Thing) is null || Place(at, depth) is not { } place) return null;

        sayings.Add(new ChineseSaying(ClaimKind.Relation, place.Slot, place.Object));
        return place.Next;
    }

    private int? Verb(int at, VerbEntry verb, int depth, List<ChineseSaying> sayings)
    {
        var slot = new SlotWord(verb.English, text.Span(at));
        var next = at + 1;
        while (ChineseVocabulary.Aspects.Contains(text[next])) next++;
        if (ChineseVocabulary.At.Contains(text[next]) && Place(next + 1, depth) is { } place)
        {
            sayings.Add(new ChineseSaying(ClaimKind.Action, slot));
            sayings.Add(new ChineseSaying(ClaimKind.Relation, place.Slot, place.Object));
            return place.Next;
        }

        // 穿着爸爸的衣服的男孩, 穿着裙子的女孩: an owner only where another 的 follows.
        foreach (var owners in (bool[])[true, false])
        {
            if (phrases.Read(next, depth, owners) is not { } thing) continue;

            var also = new List<ChinesePhrase>();
            var end = thing.Next;
            while (ChineseVocabulary.Joins.Contains(text[end]) && phrases.Read(end + 1, depth, owners) is { } more && also.Count < MostParts)
            {
                also.Add(more);
                end = more.Next;
            }

            if (owners && text[end] is not "的") continue;
            if (!owners && text[end] is not "的" && text.Sense(end, WordKind.Verb) is null && text[next + 1] is "的" && phrases.Bare(next) is not null) continue;

            sayings.Add(new ChineseSaying(verb.Kind, slot, thing with { Also = also }));
            return end;
        }

        // 带有花纹的茶壶: what could describe the next noun is a noun itself.
        if (text[next + 1] is "的" && phrases.Bare(next) is { } bare)
        {
            sayings.Add(new ChineseSaying(verb.Kind, slot, bare));
            return bare.Next;
        }

        if (phrases.Read(next, depth, false) is { } last)
        {
            sayings.Add(new ChineseSaying(verb.Kind, slot, last));
            return last.Next;
        }

        sayings.Add(new ChineseSaying(ClaimKind.Action, slot));
        return next;
    }
}
