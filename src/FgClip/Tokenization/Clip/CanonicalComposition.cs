using System.Text;

namespace FgClip.Tokenization.Clip;

/// <summary>
/// Normalization form C: characters and combining marks become one character where Unicode has it. The same in every
/// globalization mode, unlike <see cref="string.Normalize()"/>. Thread-safe; time n·log n.
/// </summary>
internal static class CanonicalComposition
{
    // Below U+0300 every character is its own form C, and none combines with one before it.
    private const char FirstAffected = '\u0300';

    private const int SyllableFirst = 0xAC00, LeadFirst = 0x1100, VowelFirst = 0x1161, TailBefore = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28, SyllableCount = LeadCount * VowelCount * TailCount;

    private static readonly Dictionary<int, (int First, int Second)> s_parts = Parts();
    private static readonly Dictionary<(int First, int Second), int> s_wholes = Wholes();

    /// <summary>Composes a text.</summary>
    /// <param name="text">Well-formed UTF-16.</param>
    /// <returns>The same string where it has no character from U+0300 on.</returns>
    public static string Compose(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(FirstAffected, char.MaxValue)) return text;

        var characters = new List<(int Character, int Class)>(text.Length);
        foreach (var rune in text.EnumerateRunes()) Decompose(rune.Value, characters);
        Order(characters);
        return ComposeOrdered(characters);
    }

    private static void Decompose(int character, List<(int Character, int Class)> target)
    {
        var syllable = character - SyllableFirst;
        if (syllable is >= 0 and < SyllableCount)
        {
            target.Add((LeadFirst + (syllable / (VowelCount * TailCount)), 0));
            target.Add((VowelFirst + (syllable % (VowelCount * TailCount) / TailCount), 0));
            if (syllable % TailCount is var tail and > 0) target.Add((TailBefore + tail, 0));
        }
        else if (s_parts.TryGetValue(character, out var parts))
        {
            Decompose(parts.First, target);
            if (parts.Second != 0) Decompose(parts.Second, target);
        }
        else
        {
            target.Add((character, ClassOf(character)));
        }
    }

    /// <summary>Sorts every run of combining marks by class; equal classes stay in their order.</summary>
    private static void Order(List<(int Character, int Class)> characters)
    {
        for (var start = 0; start < characters.Count; start++)
        {
            if (characters[start].Class == 0) continue;
            var end = start + 1;
            var sorted = true;
            for (; end < characters.Count && characters[end].Class != 0; end++)
            {
                sorted &= characters[end].Class >= characters[end - 1].Class;
            }

            if (!sorted)
            {
                var run = characters.GetRange(start, end - start).OrderBy(mark => mark.Class).ToArray();
                for (var i = 0; i < run.Length; i++) characters[start + i] = run[i];
            }

            start = end;
        }
    }

    private static string ComposeOrdered(List<(int Character, int Class)> characters)
    {
        var composed = new List<int>(characters.Count);
        int starter = -1, lastClass = 0;
        foreach (var (character, itsClass) in characters)
        {
            // A mark is blocked from the starter by one before it of the same or a higher class.
            var isNext = starter >= 0 && composed.Count == starter + 1;
            if (starter >= 0 && (isNext || lastClass < itsClass) && Whole(composed[starter], character) is { } whole)
            {
                composed[starter] = whole;
                continue;
            }

            if (itsClass == 0) starter = composed.Count;
            lastClass = itsClass;
            composed.Add(character);
        }

        var text = new StringBuilder(composed.Count);
        foreach (var character in composed) text.Append(new Rune(character).ToString());
        return text.ToString();
    }

    private static int? Whole(int first, int second)
    {
        if (first - LeadFirst is >= 0 and < LeadCount && second - VowelFirst is >= 0 and < VowelCount)
            return SyllableFirst + ((((first - LeadFirst) * VowelCount) + second - VowelFirst) * TailCount);
        if (first - SyllableFirst is var syllable and >= 0 and < SyllableCount && syllable % TailCount == 0
            && second - TailBefore is > 0 and < TailCount)
            return first + second - TailBefore;
        return s_wholes.TryGetValue((first, second), out var whole) ? whole : null;
    }

    private static int ClassOf(int character)
    {
        var ranges = CompositionTables.CombiningClasses;
        int low = 0, high = (ranges.Length / 3) - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (character < ranges[3 * middle]) high = middle - 1;
            else if (character > ranges[(3 * middle) + 1]) low = middle + 1;
            else return ranges[(3 * middle) + 2];
        }

        return 0;
    }

    private static Dictionary<int, (int First, int Second)> Parts()
    {
        var parts = new Dictionary<int, (int First, int Second)>();
        Add(CompositionTables.Composites);
        Add(CompositionTables.Replaced);
        return parts;

        void Add(ReadOnlySpan<int> table)
        {
            for (var i = 0; i < table.Length; i += 3) parts.Add(table[i], (table[i + 1], table[i + 2]));
        }
    }

    private static Dictionary<(int First, int Second), int> Wholes()
    {
        var wholes = new Dictionary<(int First, int Second), int>();
        var table = CompositionTables.Composites;
        for (var i = 0; i < table.Length; i += 3) wholes.Add((table[i + 1], table[i + 2]), table[i]);
        return wholes;
    }
}
