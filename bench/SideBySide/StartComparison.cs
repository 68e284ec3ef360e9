using System.Globalization;
using System.Text.Json;
using SideBySide.Reporting;
using SideBySide.Sides;

namespace SideBySide;

/// <summary>From process start to the end of the first answer on the base checkpoint: two captions ranked for one picture.</summary>
internal static class StartComparison
{
    private const string Name = "start-base";

    private static readonly string[] Captions = ["a green snake", "two dogs"];

    /// <exception cref="SideFailedException">A side could not run, or they differ.</exception>
    public static IEnumerable<Row> Run(BenchOptions options, TextWriter log)
    {
        if (!options.Wants(Name)) yield break;

        log.WriteLine($"… {Name}");
        var folder = BenchCheckpoint.Base(options);
        var picture = Path.Combine(options.Root, "samples", "scene.jpg");
        string[] ours = ["rank", picture, .. Captions, "--model", folder, "--json"];
        string[] peer = ["torch-rank", folder, picture, .. Captions];
        Samples left = new(), right = new();
        var turns = options.Quick ? 3 : 7;
        for (var turn = -1; turn < turns; turn++)
        {
            var (ourTime, answer) = TimedProcess.Run(options.Program, ours);
            var (peerTime, reference) = TimedProcess.Run(Environment.ProcessPath!, peer);
            if (turn < 0) Compare(answer, reference); // and the file cache is warm from here on
            else
            {
                left.Add([ourTime]);
                right.Add([peerTime]);
            }
        }

        var vocabulary = options.Tokenizer is null
            ? "the demonstration model's small tokenizer, because the published one was not at hand"
            : "tokenizer of 256,000 pieces, in the peer read by our code too";
        yield return new Row(
            Name,
            left.Median,
            right.Median,
            string.Create(CultureInfo.InvariantCulture, $"whole process, file cache warm; {vocabulary}; least {left.Least:F0} and {right.Least:F0} ms, {turns} turns"));
    }

    private static void Compare(string answer, string reference)
    {
        using var document = JsonDocument.Parse(answer);
        foreach (var result in document.RootElement.GetProperty("results").EnumerateArray())
        {
            var caption = result.GetProperty("caption").GetString();
            var line = reference.Split('\n').Single(line => line.StartsWith($"{caption}: ", StringComparison.Ordinal));
            var cosine = double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
            if (Math.Abs(cosine - result.GetProperty("cosine").GetDouble()) <= 1e-4) continue;
            throw new SideFailedException($"{Name}: the sides differ for '{caption}', so nothing is timed: {line}, {result}");
        }
    }
}
