using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Claims.English;
using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Counterfactuals;

/// <summary>Changes the name and the number of a thing together, with all words that follow them.</summary>
internal static class NounEdits
{
    /// <summary>Puts the edits.</summary>
    /// <param name="caption">The caption.</param>
    /// <param name="mention">The thing.</param>
    /// <param name="name">The English name of the other thing; null: the same thing.</param>
    /// <param name="count">The other number; null: the same number.</param>
    /// <param name="edits">Gets the edits.</param>
    public static void Put(ParsedCaption caption, ThingMention mention, string? name, string? count, SlotEdits edits)
    {
        var thing = name is null ? null : CaptionLexicon.Shared.Thing(name);
        if (mention.Language == CaptionLanguage.Chinese) PutChinese(caption, mention, thing, count, edits);
        else PutEnglish(caption, mention, thing, count, edits);
    }

    private static void PutChinese(ParsedCaption caption, ThingMention mention, ThingEntry? thing, string? count, SlotEdits edits)
    {
        if (thing is not null && !mention.Elliptic)
        {
            edits.Put(mention.Noun, thing.Chinese);
            foreach (var again in Again(caption, mention)) edits.Put(again, thing.Chinese);
        }

        var measure = (thing ?? mention.Head)?.Measure ?? "个";
        if (thing is not null && mention.Measure is { } unit) edits.Put(unit, measure);
        if (count is null || (mention.Count?.Span ?? mention.Article) is not { } figure) return;

        // 一群 holds its measure word, 三人 needs none, 一个人 does.
        var number = CaptionLexicon.Shared.Form(CaptionLanguage.Chinese, WordKind.Number, count);
        var isQuantity = CaptionLexicon.Shared.Value(CaptionLanguage.Chinese, WordKind.Quantity, figure.Of(caption.Caption)) is not null;
        edits.Put(figure, mention.Measure is null && (isQuantity || count == "1") ? number + measure : number);
    }

    private static void PutEnglish(ParsedCaption caption, ThingMention mention, ThingEntry? thing, string? count, SlotEdits edits)
    {
        var plural = count is null ? IsPlural(mention) : count != "1";
        if (!mention.Elliptic)
        {
            if (thing is not null) edits.Put(mention.Noun, plural && mention.Portion is null ? thing.Plural : thing.English);
            else if (mention.Portion is null && plural != IsPlural(mention)) edits.Put(mention.Noun, EnglishNumber.Of(mention, mention.Noun.Of(caption.Caption), plural));
            if (mention.Portion is { } portion) edits.Put(portion, EnglishNumber.Of(mention, portion.Of(caption.Caption), plural));
            foreach (var again in Again(caption, mention)) PutAgain(caption, mention, again, thing, plural, edits);
        }

        if (count is null) return;

        if ((mention.Count?.Span ?? mention.Article) is { } number) edits.Put(number, Number(caption, mention, count, number));
        if (mention.Verb is { } verb) edits.Put(verb, EnglishNumber.Of(verb.Of(caption.Caption), plural));
        var person = mention.Head is { IsPerson: true };
        foreach (var word in caption.Agreements.Where(word => ReferenceEquals(word.Mention, mention) && word.Kind != AgreementKind.Noun))
        {
            // One person may be "they" as well, and nobody says whether it is he or she.
            if (!(word.Kind == AgreementKind.Pronoun && person && !plural)) edits.Put(word.Word, EnglishNumber.Of(word.Word.Of(caption.Caption), plural));
        }
    }

    // "the dogs" again, in the number that is written there unless that changes.
    private static void PutAgain(ParsedCaption caption, ThingMention mention, TextSpan again, ThingEntry? thing, bool plural, SlotEdits edits)
    {
        if (mention.Portion is not null && thing is null) return;

        var written = again.Of(caption.Caption);
        var many = plural == IsPlural(mention) ? CaptionLexicon.Shared.Senses(CaptionLanguage.English).Of(written.ToLowerInvariant(), WordKind.Thing)?.Plural ?? plural : plural;
        if (thing is not null) edits.Put(again, many ? thing.Plural : thing.English);
        else if (plural != IsPlural(mention)) edits.Put(again, EnglishNumber.Of(mention, written, plural));
    }

    private static IEnumerable<TextSpan> Again(ParsedCaption caption, ThingMention mention) =>
        caption.Agreements.Where(word => word.Kind == AgreementKind.Noun && ReferenceEquals(word.Mention, mention)).Select(word => word.Word);

    // "a dog" for one, but "the one dog".
    private static string Number(ParsedCaption caption, ThingMention mention, string count, TextSpan number)
    {
        if (count != "1") return CaptionLexicon.Shared.Form(CaptionLanguage.English, WordKind.Number, count);

        var before = caption.Caption[mention.Span.Start..number.Start].Trim().ToLowerInvariant();
        return before.Length > 0 && EnglishVocabulary.Determiners.Contains(before) ? "one" : "a";
    }

    private static bool IsPlural(ThingMention mention) => mention.Count is { } count ? count.Value != "1" : mention.Plural;
}
