using FgClip.Imaging;

namespace FgClip.Analysis;

/// <summary>
/// One value for every patch of a picture: the cosine between the patch's dense feature and a phrase, −1 to 1.
/// Immutable, so safe to share between threads.
/// </summary>
public sealed class HeatMap
{
    private readonly float[] _values;

    /// <summary>Copies the values and finds their extremes.</summary>
    /// <param name="grid">The patches; both sides at least 1.</param>
    /// <param name="values">Rows · Columns cosines, row-major: [h,w].</param>
    /// <exception cref="FgClipException">The grid is empty, the length does not fit it, or a value is not finite.</exception>
    public HeatMap(PatchGrid grid, float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (grid.Rows < 1 || grid.Columns < 1 || values.LongLength != (long)grid.Rows * grid.Columns)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                "heat map does not fit its grid",
                expected: $"one value a patch and both sides at least 1",
                got: $"{values.Length} values for {grid}");
        }

        Grid = grid;
        _values = [.. values];
        var peak = 0;
        Minimum = Maximum = _values[0];
        for (var i = 0; i < _values.Length; i++)
        {
            var value = _values[i];
            if (!float.IsFinite(value))
            {
                throw new FgClipException(
                    FgClipErrorKind.Argument,
                    $"heat map value at row {i / grid.Columns}, column {i % grid.Columns} is not a finite number");
            }

            if (value < Minimum) Minimum = value;
            if (value > Maximum)
            {
                Maximum = value;
                peak = i;
            }
        }

        Peak = (peak / grid.Columns, peak % grid.Columns);
    }

    /// <summary>The patches: h rows by w columns, which together cover the whole picture.</summary>
    public PatchGrid Grid { get; }

    /// <summary>The cosines, row-major: [h,w].</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The smallest cosine.</summary>
    public float Minimum { get; }

    /// <summary>The largest cosine.</summary>
    public float Maximum { get; }

    /// <summary>The patch of the largest cosine; of equal ones the first in row-major order.</summary>
    public (int Row, int Column) Peak { get; }

    /// <summary>The cosine of one patch.</summary>
    /// <param name="row">0 to Rows − 1, downwards.</param>
    /// <param name="column">0 to Columns − 1, to the right.</param>
    /// <exception cref="FgClipException">The patch lies outside the grid.</exception>
    public float At(int row, int column)
    {
        if ((uint)row >= (uint)Grid.Rows || (uint)column >= (uint)Grid.Columns)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                "patch lies outside the heat map",
                expected: $"row below {Grid.Rows} and column below {Grid.Columns}",
                got: $"row {row}, column {column}");
        }

        return _values[(row * Grid.Columns) + column];
    }
}
