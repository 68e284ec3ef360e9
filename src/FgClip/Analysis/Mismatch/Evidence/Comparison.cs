namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>A value of a slot and what it scored.</summary>
internal readonly record struct ScoredValue(string Value, double Score);

/// <summary>A claimed value against others that could stand in its slot, all by the same score.</summary>
/// <param name="Own">What the claimed value scored.</param>
/// <param name="Others">The others, best first; at least one.</param>
internal sealed record Comparison(double Own, IReadOnlyList<ScoredValue> Others)
{
    /// <summary>How far the claimed value is ahead of the best other one; negative: behind.</summary>
    public double Margin => Own - Others[0].Score;

    /// <summary>Scores all values; equal ones keep their order.</summary>
    public static Comparison Of<T>(double own, IEnumerable<T> others, Func<T, string> value, Func<T, double> score) =>
        new(own, [.. others.Select(other => new ScoredValue(value(other), score(other))).OrderByDescending(other => other.Score)]);
}
