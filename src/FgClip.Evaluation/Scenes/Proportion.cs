namespace FgClip.Evaluation.Scenes;

/// <summary>Right answers out of all, with Wilson's 95 % interval.</summary>
/// <param name="Right">Right answers.</param>
/// <param name="Total">All answers.</param>
public sealed record Proportion(int Right, int Total)
{
    /// <summary>The 97.5 % point of the normal distribution.</summary>
    private const double Z = 1.959964;

    /// <summary>Right / Total, 0 to 1; NaN without answers.</summary>
    public double Value => (double)Right / Total;

    /// <summary>Lower end of the interval, 0 to 1.</summary>
    public double Low => Math.Max(0, Math.Min(Value, Wilson(-1)));

    /// <summary>Upper end of the interval, 0 to 1.</summary>
    public double High => Math.Min(1, Math.Max(Value, Wilson(+1)));

    // Rounding alone can carry an end of it beyond its range, or beyond a value of 0 or 1.
    private double Wilson(int side)
    {
        var shrink = Z * Z / Total;
        var center = Value + shrink / 2;
        var half = Z * Math.Sqrt(Value * (1 - Value) / Total + shrink / (4.0 * Total));
        return (center + side * half) / (1 + shrink);
    }
}
