using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FgClip.Inference.Timings;

/// <summary>What the library measures and traces under; both have the name <see cref="StageTimings.MeterName"/>.</summary>
internal static class Instruments
{
    public static Meter Meter { get; } = new(StageTimings.MeterName);

    public static ActivitySource Source { get; } = new(StageTimings.MeterName);
}
