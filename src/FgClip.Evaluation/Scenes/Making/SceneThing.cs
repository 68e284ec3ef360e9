namespace FgClip.Evaluation.Scenes.Making;

/// <summary>A thing that scenes are made of.</summary>
/// <param name="English">Its name.</param>
/// <param name="Plural">The name's plural.</param>
/// <param name="Chinese">Its Chinese name.</param>
/// <param name="Measure">The Chinese measure word.</param>
/// <param name="CodePoint">The emoji that is drawn for it.</param>
internal sealed record SceneThing(string English, string Plural, string Chinese, string Measure, int CodePoint)
{
    private static readonly Lazy<IReadOnlyList<SceneThing>> Table = new(() => [.. Read()]);

    /// <summary>All of them, from Things.tsv.</summary>
    public static IReadOnlyList<SceneThing> All => Table.Value;

    private static IEnumerable<SceneThing> Read()
    {
        const string Name = "FgClip.scenes.things.tsv";
        using var stream = typeof(SceneThing).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"resource {Name} is not in the assembly");
        using var reader = new StreamReader(stream, System.Text.Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line is "" or ['#', ..]) continue;
            var cells = line.Split('\t');
            yield return new SceneThing(cells[0], cells[1], cells[2], cells[3], Convert.ToInt32(cells[4], 16));
        }
    }
}
