namespace FgClip.Imaging;

/// <summary>A picture cut into patches: <paramref name="Rows"/> (h) by <paramref name="Columns"/> (w).</summary>
public readonly record struct PatchGrid(int Rows, int Columns)
{
    /// <summary>N = h · w.</summary>
    public int Count => Rows * Columns;

    /// <inheritdoc/>
    public override string ToString() => $"{Rows}×{Columns}";
}
