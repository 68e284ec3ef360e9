using System.Diagnostics.Metrics;

namespace FgClip.Inference.Timings;

/// <summary>The library's meter.</summary>
internal static class Instruments
{
    public static Meter Meter { get; } = new(StageTimings.MeterName);
}
