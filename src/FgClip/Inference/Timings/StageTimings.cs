using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FgClip.Inference.Timings;

/// <summary>
/// Time per stage, over all encoders of the process: as the histogram <c>fgclip.stage.duration</c> (seconds, tag
/// <c>stage</c>) of the meter <c>FgClip</c> for metrics collectors, and as summaries. Thread-safe.
/// </summary>
public static class StageTimings
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "FgClip";

    /// <summary>Times kept for the percentiles of a stage.</summary>
    private const int Kept = 256;

    private static readonly Histogram<double> Duration = Instruments.Meter.CreateHistogram<double>(
        "fgclip.stage.duration", "s", "Time in a stage: decode, resample, wait, run or post.");

    private static readonly StageRecord[] Records = [.. Enum.GetValues<Stage>().Select(stage => new StageRecord(stage))];

    /// <summary>Every stage that ran, in the order of <see cref="Stage"/>.</summary>
    public static IReadOnlyList<StageSummary> Summaries => [.. Records.Select(record => record.Summary()).OfType<StageSummary>()];

    /// <summary>Takes a time into account.</summary>
    internal static void Add(Stage stage, TimeSpan elapsed)
    {
        var record = Records[(int)stage];
        record.Add(elapsed);
        Duration.Record(elapsed.TotalSeconds, record.Tag);
    }

    /// <summary>As <see cref="Add(Stage, TimeSpan)"/>, for the time since <paramref name="start"/>.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="start">What <see cref="Stopwatch.GetTimestamp"/> gave.</param>
    internal static void AddSince(Stage stage, long start) => Add(stage, Stopwatch.GetElapsedTime(start));

    private sealed class StageRecord(Stage stage)
    {
        private readonly Lock _lock = new();
        private readonly TimeSpan[] _last = new TimeSpan[Kept];
        private long _count;
        private TimeSpan _total;

        public KeyValuePair<string, object?> Tag { get; } = new("stage", stage.ToString().ToLowerInvariant());

        public void Add(TimeSpan elapsed)
        {
            lock (_lock)
            {
                _last[_count++ % Kept] = elapsed;
                _total += elapsed;
            }
        }

        public StageSummary? Summary()
        {
            lock (_lock)
            {
                if (_count == 0) return null;

                var sorted = _last.AsSpan(0, (int)Math.Min(_count, Kept)).ToArray();
                Array.Sort(sorted);
                return new StageSummary(stage, _count, _total, sorted[(sorted.Length - 1) / 2], sorted[(int)Math.Ceiling(0.99 * sorted.Length) - 1]);
            }
        }
    }
}
