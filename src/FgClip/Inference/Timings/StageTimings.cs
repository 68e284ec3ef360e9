using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FgClip.Inference.Timings;

/// <summary>
/// Time per stage, over all encoders of the process: as the histogram <c>fgclip.stage.duration</c> (seconds, tag
/// <c>stage</c>) of the meter <c>FgClip</c> for metrics collectors, as spans of the source <c>FgClip</c> within a call's
/// trace, and as summaries. Thread-safe.
/// </summary>
public static class StageTimings
{
    /// <summary>The name of the meter and of the source of spans.</summary>
    public const string MeterName = "FgClip";

    /// <summary>Times kept for the percentiles of a stage.</summary>
    private const int Kept = 256;

    private static readonly Histogram<double> Duration = Instruments.Meter.CreateHistogram<double>(
        "fgclip.stage.duration", "s", "Time in a stage: decode, resample, wait, run or post.");

    private static readonly StageRecord[] Records = [.. Enum.GetValues<Stage>().Select(stage => new StageRecord(stage))];

    /// <summary>Every stage that ran, in the order of <see cref="Stage"/>.</summary>
    public static IReadOnlyList<StageSummary> Summaries => [.. Records.Select(record => record.Summary()).OfType<StageSummary>()];

    /// <summary>Takes a time into account that ends now and belongs to no call or to several.</summary>
    internal static void Add(Stage stage, TimeSpan elapsed)
    {
        var record = Records[(int)stage];
        record.Add(elapsed);
        Duration.Record(elapsed.TotalSeconds, record.Tag);
    }

    /// <summary>Shows a time that ends now in the trace of a call; nothing where nobody traces.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="elapsed">Its time.</param>
    /// <param name="call">The call's span.</param>
    internal static void Trace(Stage stage, TimeSpan elapsed, ActivityContext call)
    {
        if (call == default || !Instruments.Source.HasListeners()) return;
        var start = TimeProvider.System.GetUtcNow() - elapsed;
        Instruments.Source.StartActivity(Records[(int)stage].Name, ActivityKind.Internal, call, startTime: start)?.Dispose();
    }

    /// <summary>Takes the time since <paramref name="start"/> into account, and shows it in the trace of the call that runs here.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="start">What <see cref="Stopwatch.GetTimestamp"/> gave.</param>
    internal static void AddSince(Stage stage, long start)
    {
        var elapsed = Stopwatch.GetElapsedTime(start);
        Add(stage, elapsed);
        Trace(stage, elapsed, Activity.Current?.Context ?? default);
    }

    private sealed class StageRecord(Stage stage)
    {
        private readonly Lock _lock = new();
        private readonly TimeSpan[] _last = new TimeSpan[Kept];
        private long _count;
        private TimeSpan _total;

        public string Name { get; } = stage.ToString().ToLowerInvariant();

        public KeyValuePair<string, object?> Tag => new("stage", Name);

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
