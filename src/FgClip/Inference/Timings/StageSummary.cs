namespace FgClip.Inference.Timings;

/// <summary>How long one stage took since the program started.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Count">How often it ran.</param>
/// <param name="Total">All of it together.</param>
/// <param name="Median">Of the last 256 times.</param>
/// <param name="Slowest">The 99th percentile of the last 256 times.</param>
public sealed record StageSummary(Stage Stage, long Count, TimeSpan Total, TimeSpan Median, TimeSpan Slowest);
