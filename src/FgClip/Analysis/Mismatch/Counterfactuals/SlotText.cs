using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Counterfactuals;

/// <summary>How a value is written in a claim's slot, in the manner of the words that stand there.</summary>
internal static class SlotText
{
    // The longest first, each with what replaces it.
    private static readonly (string From, string To)[] EnglishOpposites =
    [
        ("underneath", "above"), ("on top of", "below"), ("beneath", "above"), ("bottom", "top"), ("higher", "lower"), ("above", "below"),
        ("below", "above"), ("under", "over"), ("upper", "lower"), ("lower", "upper"), ("right", "left"), ("left", "right"), ("over", "under"),
        ("top", "bottom"),
    ];

    private static readonly (string From, string To)[] ChineseOpposites =
        [("底下", "上面"), ("左", "右"), ("右", "左"), ("上", "下"), ("下", "上"), ("顶", "底"), ("底", "顶")];

    /// <summary>The words for a value.</summary>
    public static string Of(ParsedCaption caption, CaptionClaim claim, string value)
    {
        var written = claim.Slot.Of(caption.Caption);
        var (words, language) = (CaptionLexicon.Shared, caption.Language);
        return claim.Kind switch
        {
            ClaimKind.Color => Color(language, written, value),
            ClaimKind.Background => Background(language, written, value),
            ClaimKind.Size => words.Form(language, WordKind.Size, value),
            ClaimKind.Action when words.Verb(value) is { } verb => Verb(caption, claim, verb),
            ClaimKind.Relation when words.Verb(value) is { } verb => Verb(caption, claim, verb),
            ClaimKind.Position or ClaimKind.Relation => Place(language, claim, written, value),
            _ => value,
        };
    }

    /// <summary>A value can be written in the language.</summary>
    public static bool CanWrite(CaptionClaim claim, string value, CaptionLanguage language) =>
        language == CaptionLanguage.English || claim.Kind switch
        {
            ClaimKind.Action => CaptionLexicon.Shared.Verb(value) is { Chinese.Count: > 0 },
            ClaimKind.Relation => CaptionLexicon.Shared.Verb(value) is { Chinese.Count: > 0 } || CaptionLexicon.Shared.Word(WordKind.Relation, value) is { Chinese.Count: > 0 },
            ClaimKind.Position => CaptionLexicon.Shared.Word(WordKind.Position, value) is { Chinese.Count: > 0 },
            _ => true,
        };

    /// <summary>The claim's words as they would be right, for people: the noun for a thing, the number for a count.</summary>
    public static string Alternative(ParsedCaption caption, CaptionClaim claim, string value)
    {
        var words = CaptionLexicon.Shared;
        return claim.Kind switch
        {
            ClaimKind.Thing when words.Thing(value) is { } thing =>
                caption.Language == CaptionLanguage.Chinese ? thing.Chinese : claim.Subject is { Plural: true, Portion: null } ? thing.Plural : thing.English,
            ClaimKind.Count => words.Form(caption.Language, WordKind.Number, value),
            _ => Of(caption, claim, value),
        };
    }

    /// <summary>The other end of the same axis; null for the middle.</summary>
    public static string? Opposite(string place) => place switch
    {
        "left" => "right",
        "right" => "left",
        "top" => "bottom",
        "bottom" => "top",
        "above" => "below",
        "below" => "above",
        _ => null,
    };

    // 红狗 becomes 蓝狗, 红色的狗 becomes 蓝色的狗.
    private static string Color(CaptionLanguage language, string written, string value)
    {
        var form = CaptionLexicon.Shared.Form(language, WordKind.Color, value);
        return language == CaptionLanguage.Chinese && !written.EndsWith('色') ? form.TrimEnd('色') : form;
    }

    // A colour, weather, a place.
    private static string Background(CaptionLanguage language, string written, string value)
    {
        var words = CaptionLexicon.Shared;
        if (words.Word(WordKind.Color, value) is not null) return Color(language, written, value);
        if (words.Word(WordKind.Scene, value) is not null) return words.Form(language, WordKind.Scene, value);

        return words.Thing(value) is { } thing ? (language == CaptionLanguage.Chinese ? thing.Chinese : thing.English) : value;
    }

    // "is riding" becomes "is pushing", "rides" becomes "pushes".
    private static string Verb(ParsedCaption caption, CaptionClaim claim, VerbEntry verb)
    {
        if (caption.Language == CaptionLanguage.Chinese) return verb.Chinese.Count > 0 ? verb.Chinese[0] : verb.English;

        var written = claim.Slot.Of(caption.Caption).ToLowerInvariant();
        if (written.EndsWith("ing", StringComparison.Ordinal)) return verb.In(VerbForms.Ing);

        var forms = CaptionLexicon.Shared.Senses(CaptionLanguage.English).Of(written, WordKind.Verb)?.Forms
            ?? (written.EndsWith("ed", StringComparison.Ordinal) ? VerbForms.Past | VerbForms.Participle : written.EndsWith('s') ? VerbForms.Third : VerbForms.Base);
        if ((forms & VerbForms.Third) != 0 || written is "has") return verb.In(VerbForms.Third);
        if ((forms & VerbForms.Participle) != 0 && claim.Span.Start < claim.Slot.Start) return verb.In(VerbForms.Participle);

        return verb.In((forms & VerbForms.Past) != 0 && (forms & VerbForms.Base) == 0 ? VerbForms.Past : (forms & VerbForms.Base) != 0 ? VerbForms.Base : VerbForms.Participle);
    }

    private static string Place(CaptionLanguage language, CaptionClaim claim, string written, string value)
    {
        if (Opposite(claim.Value) == value)
        {
            // 树上 is on the tree.
            if (written == "下" && claim.Kind == ClaimKind.Relation) return "上方";

            foreach (var (from, to) in language == CaptionLanguage.Chinese ? ChineseOpposites : EnglishOpposites)
            {
                var at = written.IndexOf(from, StringComparison.OrdinalIgnoreCase);
                if (at >= 0) return written[..at] + to + written[(at + from.Length)..];
            }
        }

        return CaptionLexicon.Shared.Form(language, claim.Kind == ClaimKind.Relation ? WordKind.Relation : WordKind.Position, value) switch
        {
            "on the left side" => "on the left",
            "on the right side" => "on the right",
            var form => form,
        };
    }
}
