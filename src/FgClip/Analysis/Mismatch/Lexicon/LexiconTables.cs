namespace FgClip.Analysis.Mismatch.Lexicon;

/// <summary>Reads the tables, which are resources of the assembly.</summary>
internal static class LexiconTables
{
    /// <summary>Things.tsv.</summary>
    public static IReadOnlyList<ThingEntry> Things() => [.. Rows("Things.tsv").Select((row, index) => new ThingEntry(
        index, row[0], row[1] == "scenes", row[2], row[3], Forms(row[4]), row[5], row[6], Forms(row[7]), row[8] == "-" ? null : row[8]))];

    /// <summary>Words.tsv and Attributes.tsv, and the shades of the basic colours.</summary>
    public static IReadOnlyList<WordEntry> Words()
    {
        WordEntry[] written = [.. Rows("Words.tsv").Concat(Rows("Attributes.tsv")).Select(row => new WordEntry(
            Enum.Parse<WordKind>(row[0], ignoreCase: true), row[1], Forms(row[2]), Forms(row[3]), Forms(row[4])))];
        return [.. written, .. Shades(written)];
    }

    /// <summary>Verbs.tsv.</summary>
    public static IReadOnlyList<VerbEntry> Verbs() => [.. Rows("Verbs.tsv").Select(row => new VerbEntry(
        row[0], Enum.Parse<ClaimKind>(row[1], ignoreCase: true), row[2], Irregular(row[3]), Forms(row[4])))];

    /// <summary>Groups.tsv: by group, the groups that come with it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Companions() => Rows("Groups.tsv").ToDictionary(row => row[0], row => (IReadOnlyList<string>)Forms(row[1]));

    // "dark blue" is a colour of its own that plain blue does not exclude.
    private static IEnumerable<WordEntry> Shades(WordEntry[] words) =>
        from color in words
        where color.Kind == WordKind.Color
        from shade in words
        where shade.Kind == WordKind.Shade
        select new WordEntry(
            WordKind.Color,
            $"{shade.Value} {color.Value}",
            [
                .. shade.English.SelectMany(word => color.English, (word, form) => $"{word} {form}"),
                .. shade.English.SelectMany(word => color.English, (word, form) => $"{word}-{form}"),
            ],
            [.. shade.Chinese.SelectMany(word => color.Chinese, (word, form) => word + form)],
            color.Relatives.Count > 0 ? color.Relatives : [color.Value]);

    private static Dictionary<string, string> Irregular(string cell) =>
        Forms(cell.Replace(',', '|')).Select(form => form.Split('=')).ToDictionary(parts => parts[0], parts => parts[1]);

    private static string[] Forms(string cell) => cell == "-" ? [] : cell.Split('|');

    private static IEnumerable<string[]> Rows(string file)
    {
        using var stream = typeof(LexiconTables).Assembly.GetManifestResourceStream($"{typeof(LexiconTables).Namespace}.{file}")
            ?? throw new InvalidOperationException($"resource {file} is not in the assembly");
        using var reader = new StreamReader(stream, System.Text.Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line.Split('\t');
        }
    }
}
