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
        var words = CaptionLexicon.Shared;
        return claim.Kind switch
        {
            ClaimKind.Color or ClaimKind.Background => Color(caption.Language, written, value),
            ClaimKind.Size => words.Form(caption.Language, WordKind.Size, value),
            ClaimKind.Position or ClaimKind.Relation => Place(caption.Language, claim, written, value),
            _ => value,
        };
    }

    // 红狗 becomes 蓝狗, 红色的狗 becomes 蓝色的狗.
    private static string Color(CaptionLanguage language, string written, string value)
    {
        var form = CaptionLexicon.Shared.Form(language, WordKind.Color, value);
        return language == CaptionLanguage.Chinese && !written.EndsWith('色') ? form.TrimEnd('色') : form;
    }

    private static string Place(CaptionLanguage language, CaptionClaim claim, string written, string value)
    {
        if (Opposite(claim.Value) == value)
        {
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

    /// <summary>The claim's words as they would be right, for people: the noun for a thing, the number for a count.</summary>
    public static string Alternative(ParsedCaption caption, CaptionClaim claim, string value)
    {
        var words = CaptionLexicon.Shared;
        return claim.Kind switch
        {
            ClaimKind.Thing when words.Things.FirstOrDefault(entry => entry.English == value) is { } thing =>
                caption.Language == CaptionLanguage.Chinese ? thing.Chinese : claim.Subject is { Plural: true } ? thing.Plural : thing.English,
            ClaimKind.Count => words.Words.FirstOrDefault(word => word.Kind == WordKind.Number && word.Value == value)?.In(caption.Language)[0] ?? value,
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
}
