using System.Diagnostics;

namespace FgClip.Evaluation.Scenes.Meters;

/// <summary>Collects how long each kind of step took. Not thread-safe.</summary>
internal sealed class StepClock
{
    private readonly Dictionary<string, List<double>> _milliseconds = [];

    /// <summary>Times a step until the result is disposed of.</summary>
    public IDisposable Time(string step) => new Running(this, step);

    /// <summary>The steps in the order of their first time.</summary>
    public IReadOnlyList<StepTime> Times() => [.. _milliseconds.Select(step => StepTime.Of(step.Key, step.Value))];

    private sealed class Running(StepClock clock, string step) : IDisposable
    {
        private readonly long _start = Stopwatch.GetTimestamp();

        public void Dispose()
        {
            if (!clock._milliseconds.TryGetValue(step, out var times)) times = clock._milliseconds[step] = [];
            times.Add(Stopwatch.GetElapsedTime(_start).TotalMilliseconds);
        }
    }
}
