using System.Diagnostics;
using FgClip.Encoding;
using FgClip.Inference;

namespace Load;

/// <summary>
/// Peak resident memory of a picture beyond that of the loaded model, as Linux counts it. Loaded means that every weight
/// has been read once: a tiny picture ran before.
/// </summary>
internal static class MemoryUse
{
    public static async Task MeasureAsync(string folder, int[] budgets)
    {
        using var encoder = FgClipEncoder.Open(folder, new InferenceOptions { PictureCacheBytes = 0 });
        var picture = Inputs.Picture(1);
        await encoder.EncodeImageAsync(picture, Options(16));
        Console.WriteLine($"{"patches",7}  {"loaded MB",9}  {"peak MB",7}  {"beyond MB",9}  {"after MB",8}  {"seconds",7}  {"longest step s",14}");
        foreach (var budget in budgets)
        {
            GC.Collect();
            await File.WriteAllTextAsync("/proc/self/clear_refs", "5"); // the peak starts anew
            var loaded = Megabytes("VmRSS");
            var steps = new Steps();
            var start = Stopwatch.GetTimestamp();
            var image = await encoder.EncodeImageAsync(picture, Options(budget) with { Progress = steps });
            var (seconds, peak) = (Stopwatch.GetElapsedTime(start).TotalSeconds, Megabytes("VmHWM"));
            Console.WriteLine(
                $"{image.Grid.Count,7}  {loaded,9}  {peak,7}  {peak - loaded,9}  {Megabytes("VmRSS"),8}  {seconds,7:F1}  {steps.Longest.TotalSeconds,14:F1}");
        }
    }

    private static ImageEncodingOptions Options(int budget) => new() { MaxPatches = budget, Parts = ImageParts.All };

    private static long Megabytes(string field) =>
        long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith(field + ":", StringComparison.Ordinal))[(field.Length + 1)..^2]) / 1024;

    private sealed class Steps : IProgress<double>
    {
        private long _last = Stopwatch.GetTimestamp();

        public TimeSpan Longest { get; private set; }

        public void Report(double value)
        {
            var now = Stopwatch.GetTimestamp();
            var step = Stopwatch.GetElapsedTime(_last, now);
            if (step > Longest) Longest = step;
            _last = now;
        }
    }
}
