using FgClip.Imaging;

namespace FgClip.Analysis.Instances;

/// <summary>
/// A phrase's map, refined, as levels: 0 is the median of its patches, which is what the picture is where the phrase is
/// not, and 1 the maximum.
/// </summary>
/// <param name="Levels">Row-major: [h·r,w·r]; below 0 where a cell fits worse than the median.</param>
/// <param name="Rows">h·r.</param>
/// <param name="Columns">w·r.</param>
/// <param name="Median">The cosine of level 0.</param>
/// <param name="Spread">The cosine of level 1 less <paramref name="Median"/>; above 0.</param>
internal sealed record LevelMap(float[] Levels, int Rows, int Columns, float Median, float Spread)
{
    /// <summary>A cell has at most so many neighbours.</summary>
    public const int MostNeighbours = 8;

    /// <summary>The levels of a map; null where it is flat.</summary>
    public static LevelMap? Of(HeatMap map)
    {
        var median = RefinedMap.Median(map.Values);
        var spread = map.Maximum - median;
        if (spread <= 0) return null;

        var (values, rows, columns) = RefinedMap.Of(map);
        return new LevelMap(Array.ConvertAll(values, value => (value - median) / spread), rows, columns, median, spread);
    }

    /// <summary>The cosine of a level.</summary>
    public float Cosine(float level) => Median + (level * Spread);

    /// <summary>The cells beside one, corners included.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="neighbours">Gets them; room for <see cref="MostNeighbours"/>.</param>
    /// <returns>How many there are.</returns>
    public int Neighbours(int cell, Span<int> neighbours)
    {
        var count = 0;
        int row = cell / Columns, column = cell % Columns;
        for (var y = Math.Max(0, row - 1); y <= Math.Min(Rows - 1, row + 1); y++)
        {
            for (var x = Math.Max(0, column - 1); x <= Math.Min(Columns - 1, column + 1); x++)
            {
                if (y != row || x != column) neighbours[count++] = (y * Columns) + x;
            }
        }

        return count;
    }

    /// <summary>A range of cells as a box in pixels of the picture.</summary>
    public BoxPixels ToPixels(int left, int top, int right, int bottom, int pictureWidth, int pictureHeight) => new(
        (double)left / Columns * pictureWidth,
        (double)top / Rows * pictureHeight,
        (double)right / Columns * pictureWidth,
        (double)bottom / Rows * pictureHeight);
}
