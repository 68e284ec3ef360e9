using System.Collections.Concurrent;
using System.Text;
using SkiaSharp;

namespace FgClip.Rendering;

/// <summary>A piece of a label that one typeface draws: <paramref name="Length"/> UTF-16 units from <paramref name="Start"/>.</summary>
internal readonly record struct LabelRun(SKTypeface Typeface, int Start, int Length);

/// <summary>
/// The embedded fonts (see Fonts/README.md) and, for what they lack, the system's. SkiaSharp's Linux build without
/// dependencies finds no system font at all: there a missing character is drawn as the font's box.
/// </summary>
internal static class LabelTypefaces
{
    // Characters that only a system font has: remembered because asking is slow, dropped when there are too many.
    private const int MaxRemembered = 4096;

    private static readonly EmbeddedTypeface LatinFace = new("LabelSansLatin.ttf");
    private static readonly EmbeddedTypeface HanFace = new("LabelSansHan.otf");
    private static readonly ConcurrentDictionary<int, SKTypeface?> SystemFaces = new();

    /// <summary>Latin, Greek and Cyrillic with their punctuation.</summary>
    public static SKTypeface Latin => LatinFace.Typeface;

    /// <summary>Chinese characters, kana, their punctuation, arrows and signs.</summary>
    public static SKTypeface Han => HanFace.Typeface;

    /// <summary>Cuts a label into runs of one typeface each; together they are the whole text.</summary>
    public static List<LabelRun> Split(string text)
    {
        var runs = new List<LabelRun>();
        var afterHan = false;
        for (var i = 0; i < text.Length;)
        {
            var rune = Rune.GetRuneAt(text, i);
            var next = i + rune.Utf16SequenceLength;
            var beforeHan = next < text.Length && IsHan(Rune.GetRuneAt(text, next));
            var face = IsSharedPunctuation(rune) && (afterHan || beforeHan) ? Han : Find(rune.Value);
            afterHan = IsHan(rune);
            if (runs.Count > 0 && ReferenceEquals(runs[^1].Typeface, face))
            {
                runs[^1] = runs[^1] with { Length = next - runs[^1].Start };
            }
            else
            {
                runs.Add(new LabelRun(face, i, next - i));
            }

            i = next;
        }

        return runs;
    }

    private static SKTypeface Find(int codePoint) =>
        LatinFace.Has(codePoint) ? Latin
        : HanFace.Has(codePoint) ? Han
        : FindInSystem(codePoint) ?? Latin;

    private static SKTypeface? FindInSystem(int codePoint)
    {
        if (SystemFaces.Count > MaxRemembered) SystemFaces.Clear();
        return SystemFaces.GetOrAdd(codePoint, static code => SKFontManager.Default.MatchCharacter(code));
    }

    // Letters and full-width signs: an arrow, which only that font has, is written beside any script.
    private static bool IsHan(Rune rune) => rune.Value >= 0x2E80 && !LatinFace.Has(rune.Value) && HanFace.Has(rune.Value);

    // Quotes, dashes, the middle dot and the ellipsis are one code point each but look different in the two scripts:
    // narrow beside letters (dog’s), a full square beside Chinese characters (“狗”).
    private static bool IsSharedPunctuation(Rune rune) =>
        rune.Value is 0x00B7 or 0x2014 or 0x2018 or 0x2019 or 0x201C or 0x201D or 0x2026;
}
