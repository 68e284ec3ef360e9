using System.Diagnostics;
using FgClip.Encoding;

namespace Load;

/// <summary>How long a text and a picture take that were seen before.</summary>
internal static class CacheTimes
{
    private const int Repeats = 200;

    public static async Task MeasureAsync(string folder)
    {
        using var encoder = FgClipEncoder.Open(folder);
        var picture = Inputs.Picture(1);
        await TimeAsync("picture, all parts", () => encoder.EncodeImageAsync(picture, new ImageEncodingOptions { Parts = ImageParts.All }));
        if (Directory.EnumerateFiles(encoder.Checkpoint.Folder, "tokenizer.*").Any())
        {
            await TimeAsync("text", () => encoder.EncodeTextsAsync(["a red dog on a beach"], TextKind.Short));
        }
    }

    private static async Task TimeAsync(string name, Func<Task> call)
    {
        var start = Stopwatch.GetTimestamp();
        await call();
        var first = Stopwatch.GetElapsedTime(start);
        var times = new double[Repeats];
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            start = Stopwatch.GetTimestamp();
            await call();
            times[repeat] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        Array.Sort(times);
        Console.WriteLine($"{name}: first {first.TotalMilliseconds:F0} ms; again median {times[Repeats / 2]:F0} µs, 99 % {times[Repeats * 99 / 100]:F0} µs");
    }
}
