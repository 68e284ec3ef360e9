using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.Chinese;

/// <summary>Reads what is said of things: 是, 有, verbs, adjectives, 在 with a place.</summary>
internal sealed class ChinesePredicates(ChineseReading reading, ChineseReferences references)
{
    private ChineseText Text => reading.Text;

    /// <summary>Reads a predicate at hand.</summary>
    public bool Read() => ReadAt() || ReadPreposition() || ReadCopula() || ReadHas() || ReadVerb() || ReadAdjectives();

    // 在一只狗的左边, 位于左侧, 在公园
    private bool ReadAt()
    {
        if (!ChineseVocabulary.At.Contains(Text[reading.At])) return false;

        var at = reading.At + 1;
        if (ChineseVocabulary.Pictures.Contains(Text[at]) || Text.Sense(at, WordKind.Position) is not null || Text[at] is "这张" || ChineseVocabulary.Demonstratives.Contains(Text[at]) && IsPicture(at))
        {
            reading.CloseUnread();
            reading.At = at;
            return true;
        }

        if (reading.Phrases.Place(at) is { } place)
        {
            reading.TakePlace(place, reading.Subject);
            return true;
        }

        if (reading.Phrases.Read(at) is { Mention.Head.IsPlace: true } scene)
        {
            reading.TakeScene(scene);
            return true;
        }

        reading.CloseUnread();
        reading.At = at;
        return true;
    }

    private bool IsPicture(int at)
    {
        while (at < Text.Count && (ChineseVocabulary.Demonstratives.Contains(Text[at]) || Text[at] is "张" or "幅")) at++;
        return ChineseVocabulary.Pictures.Contains(Text[at]);
    }

    // 沿着铁轨, 用鼻子
    private bool ReadPreposition()
    {
        if (Text.Sense(reading.At, WordKind.Relation) is not { Value: "along" or "toward" or "from" or "use" } relation) return false;

        var slot = new SlotWord(relation.Value, Text.Span(reading.At));
        if (reading.Phrases.Place(reading.At + 1) is { } place)
        {
            reading.TakePlace(place with { Slot = slot }, reading.Subject);
            return true;
        }

        if (reading.Phrases.Read(reading.At + 1) is not { } phrase) return false;

        var other = reading.Take(phrase);
        if (reading.Subject is { } subject && !ReferenceEquals(subject, other)) reading.Claims.Add(ClaimKind.Relation, slot.Span, slot.Value, subject, other);
        else reading.Front(ClaimKind.Relation, slot, other);
        return true;
    }

    // …是红色的, 左边是一只猫, 背景是一座山
    private bool ReadCopula()
    {
        if (!ChineseVocabulary.Copulas.Contains(Text[reading.At])) return false;

        reading.CloseUnread();
        reading.At++;
        if (Adjectives()) return true;

        if (reading.OnBackground && reading.Phrases.Read(reading.At) is { } scenery)
        {
            reading.At = scenery.Next;
            reading.Claims.Enter(scenery.Mention);
            reading.Claims.Add(ClaimKind.Background, scenery.Mention.Noun, scenery.Mention.Thing?.English ?? scenery.Mention.Name, scenery.Mention);
            reading.Claims.AddWords(scenery.Mention, scenery.Mention);
            reading.OnBackground = false;
            return true;
        }

        if (reading.Phrases.Read(reading.At) is not { } phrase) return true;

        // What is there, or what something is.
        var mention = reading.Take(phrase);
        reading.Settle(mention);
        if (reading.Subject is null || !reading.HasVerb) reading.Begin(mention);
        return true;
    }

    // 有一只猫: it is there, or somebody has it
    private bool ReadHas()
    {
        if (Text[reading.At] is not ("有" or "有着")) return false;

        reading.CloseUnread();
        var slot = Text.Span(reading.At);
        reading.At++;
        if (reading.Phrases.Read(reading.At) is not { } phrase) return true;

        var (subject, fronted) = (reading.Subject, reading.IsFronted);
        var mention = reading.Take(phrase);
        reading.Settle(mention);
        if (subject is null || fronted)
        {
            reading.Begin(mention);
            return true;
        }

        if (!ReferenceEquals(subject, mention)) reading.Claims.Add(ClaimKind.Relation, slot, "with", subject, mention);
        reading.HasVerb = true;
        return true;
    }

    private bool ReadVerb()
    {
        if (Text.Sense(reading.At, WordKind.Verb)?.Verb is not { } verb || !IsVerbHere() || IsClauseOfThing()) return false;

        reading.CloseUnread();
        var slot = new SlotWord(verb.English, Text.Span(reading.At));
        reading.At++;
        while (ChineseVocabulary.Aspects.Contains(Text[reading.At]) || Text[reading.At] is "地") reading.At++;
        var (subject, kind) = (reading.Subject, verb.Kind);
        if (ReadPresence(verb, slot)) return true;

        reading.HasVerb = true;
        if (ChineseVocabulary.At.Contains(Text[reading.At]))
        {
            reading.Claims.Add(ClaimKind.Action, slot.Span, slot.Value, subject);
            return ReadAt() || true;
        }

        // 走过一座桥, 坐在…上 without 在
        if (reading.Phrases.Place(reading.At) is { } place)
        {
            reading.Claims.Add(kind == ClaimKind.Relation ? ClaimKind.Action : kind, slot.Span, slot.Value, subject);
            reading.TakePlace(place, subject);
            return true;
        }

        var other = reading.Phrases.Read(reading.At) is { } phrase ? reading.Take(phrase) : Pronoun() ?? Pursuit();
        if (other is not null && ReferenceEquals(other, subject)) other = null;
        if (other is not null) reading.Settle(other);
        reading.Claims.Add(kind == ClaimKind.Relation && (other is null || subject is null) ? ClaimKind.Action : kind, slot.Span, slot.Value, subject, other);
        reading.HasVerb = true;
        return true;
    }

    // 桌子上放着一盘水果, 天空飘着几朵云: what is named behind the verb is there and does it.
    private bool ReadPresence(VerbEntry verb, SlotWord slot)
    {
        var drifts = verb.Sort is "posture" or "motion" && Text[reading.At - 1] is "着" or "了";
        if (!reading.IsFronted && !drifts) return false;
        if (reading.Phrases.Read(reading.At) is not { } there || (!reading.IsFronted && !there.Introduced)) return false;
        if (reading.IsFronted && reading.Subject is not null && verb.Sort is not ("posture" or "motion" or "hand" or "cover" or "with" or "wear" or "hold")) return false;

        var subject = reading.Subject;
        var found = reading.Take(there);
        reading.Settle(found);
        // 他头上戴着头盔: it is his.
        var owned = verb.Kind == ClaimKind.Relation && subject is { Head.IsAnimate: true } && !ReferenceEquals(subject, found);
        reading.Claims.Add(owned ? ClaimKind.Relation : ClaimKind.Action, slot.Span, slot.Value, owned ? subject : found, owned ? found : null);
        if (owned) reading.HasVerb = true;
        else reading.Begin(found);
        return true;
    }

    // 看着他
    private ThingMention? Pronoun()
    {
        if (references.Meant(Text[reading.At], reading.Subject) is not { } meant) return null;

        reading.At++;
        return meant;
    }

    // 做动作: no thing to be seen, but what the verb is about.
    private ThingMention? Pursuit()
    {
        if (Text.Sense(reading.At, WordKind.Abstract) is null || Text[reading.At + 1] is "的") return null;

        var span = Text.Span(reading.At);
        var mention = new ThingMention { Language = CaptionLanguage.Chinese, Span = span, Noun = span, Name = Text[reading.At] };
        reading.Claims.Enter(mention);
        reading.At++;
        return mention;
    }

    // 戴着项圈的狗 at the start of a clause is a dog.
    private bool IsClauseOfThing() =>
        (Text.IsMark(reading.At - 1) || reading.At == 0) && reading.Phrases.Read(reading.At) is { Sayings.Count: > 0 } && reading.Phrases.Place(reading.At) is null;

    // 画 is a picture on the wall and what a painter does.
    private bool IsVerbHere() =>
        Text.Sense(reading.At, WordKind.Thing) is null
        || ((reading.Subject is not null || reading.IsFronted) && !reading.HasVerb
            && (ChineseVocabulary.Aspects.Contains(Text[reading.At + 1]) || ChineseVocabulary.At.Contains(Text[reading.At + 1]) || reading.Phrases.Read(reading.At + 1) is not null));

    // 狗很大, 尾巴毛茸茸的
    private bool ReadAdjectives()
    {
        if (reading.Subject is null || ChineseAdjective.At(Text, reading.At) is null || reading.Phrases.Read(reading.At) is not null) return false;

        return Adjectives();
    }

    private bool Adjectives()
    {
        if (reading.Subject is not { } subject)
        {
            if (!reading.OnBackground || ChineseAdjective.At(Text, reading.At) is not { } plain || plain.Kind == ClaimKind.Size) return false;
            if (reading.Phrases.Read(reading.At) is not null) return false;

            reading.Claims.Add(ClaimKind.Background, plain.Span, plain.Value);
            reading.At = Text[plain.Next] is "的" ? plain.Next + 1 : plain.Next;
            return true;
        }

        // 是石头的 names what it is made of, 是石头 what it is.
        if (ChineseAdjective.At(Text, reading.At) is not { } first) return false;
        if (reading.Phrases.Read(reading.At) is not null && !(Text[first.Next] is "的" && Text.IsMark(first.Next + 1))) return false;

        reading.CloseUnread();
        while (ChineseAdjective.At(Text, reading.At) is { } adjective)
        {
            reading.Claims.Add(adjective.Kind, adjective.Span, adjective.Value, subject);
            reading.At = Text[adjective.Next] is "的" ? adjective.Next + 1 : adjective.Next;
            if (Text[reading.At] is "、" or "又" or "且" or "而" or "和" && ChineseAdjective.At(Text, reading.At + 1) is not null && reading.Phrases.Read(reading.At + 1) is null) reading.At++;
        }

        reading.HasVerb = true;
        return true;
    }
}
