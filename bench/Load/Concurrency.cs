using System.Diagnostics;
using FgClip.Encoding;
using FgClip.Inference;

namespace Load;

/// <summary>
/// Sixteen callers, each with one item at a time, against one call with all of them: items a second in alternating
/// rounds, and how long single callers waited. Caches are off.
/// </summary>
internal static class Concurrency
{
    private const int Callers = 16;

    public static async Task MeasureAsync(string folder, int seconds)
    {
        using var encoder = FgClipEncoder.Open(folder, new InferenceOptions { PictureCacheBytes = 0, TextCacheBytes = 0 });
        var pictures = Enumerable.Range(0, Callers).Select(seed => Inputs.Picture(seed, side: 256)).ToArray();
        Console.WriteLine($"{"work",-14}  {"batch items/s",13}  {"callers items/s",15}  {"ratio",5}  {"p50 ms",7}  {"p99 ms",7}  {"p99/p50",7}");
        if (encoder.Checkpoint.Folder is { } folderPath && Directory.EnumerateFiles(folderPath, "tokenizer.*").Any())
        {
            await CompareAsync(
                "texts",
                round => encoder.EncodeTextsAsync([.. Enumerable.Range(0, Callers).Select(caller => Inputs.Caption(round * Callers + caller))], TextKind.Short),
                (caller, round) => encoder.EncodeTextsAsync([Inputs.Caption(round * Callers + caller)], TextKind.Short),
                seconds);
        }

        foreach (var budget in new[] { 128, 256 })
        {
            var options = new ImageEncodingOptions { MaxPatches = budget };
            await CompareAsync(
                $"pictures {budget}",
                _ => Task.WhenAll(pictures.Select(picture => encoder.EncodeImageAsync(picture, options))),
                (caller, _) => encoder.EncodeImageAsync(pictures[caller], options),
                seconds);
        }
    }

    private static async Task CompareAsync(string name, Func<int, Task> all, Func<int, int, Task> one, int seconds)
    {
        await all(0); // loads
        var (batches, batchTime, items, callersTime) = (0, TimeSpan.Zero, 0, TimeSpan.Zero);
        var waits = new List<double>();
        for (var round = 1; batchTime.TotalSeconds < seconds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var repeat = 0; repeat < 3; repeat++) await all(round * 3 + repeat);
            batchTime += Stopwatch.GetElapsedTime(start);
            batches += 3;

            start = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => CallAsync(caller, round)));
            callersTime += Stopwatch.GetElapsedTime(start);
            items += 3 * Callers;
        }

        var (ofBatch, ofCallers) = (batches * Callers / batchTime.TotalSeconds, items / callersTime.TotalSeconds);
        waits.Sort();
        double median = waits[waits.Count / 2], slowest = waits[(int)Math.Ceiling(waits.Count * 0.99) - 1];
        Console.WriteLine(
            $"{name,-14}  {ofBatch,13:F2}  {ofCallers,15:F2}  {ofCallers / ofBatch,5:F3}  {median,7:F0}  {slowest,7:F0}  {slowest / median,7:F2}");

        // Each caller asks again as soon as it has its answer.
        async Task CallAsync(int caller, int round)
        {
            for (var repeat = 0; repeat < 3; repeat++)
            {
                var start = Stopwatch.GetTimestamp();
                await one(caller, round * 3 + repeat).ConfigureAwait(false);
                lock (waits) waits.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }
    }
}
