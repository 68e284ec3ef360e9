namespace FgClip.Rendering;

/// <summary>How an answer is drawn over a picture.</summary>
public sealed record OverlayOptions
{
    internal const int SmallestLongEdge = 256;
    internal const int LargestLongEdge = 4096;
    internal const int SmallestMaxBytes = 50_000;

    /// <summary>
    /// The most pixels that the longer edge of the whole drawing, strips included, may have: 256 to 4096,
    /// 1568 unless told.
    /// </summary>
    public int MaxLongEdge { get; init; } = 1568;

    /// <summary>The most bytes that the PNG may have: at least 50000, 700000 unless told.</summary>
    public int MaxBytes { get; init; } = 700_000;

    /// <summary>
    /// How strongly the map covers the picture: 0 (the picture as it is) to 1 (the hottest patch hides it), 0.55
    /// unless told. Colder patches take on less colour and are darkened instead.
    /// </summary>
    public double Opacity { get; init; } = 0.55;

    /// <summary>Whether the colour bar with the smallest and the largest cosine is drawn below the picture.</summary>
    public bool ShowLegend { get; init; } = true;

    /// <summary>Whether boxes and their tags are drawn. The peak's cross is drawn wherever a peak is given.</summary>
    public bool ShowBoxes { get; init; } = true;

    /// <exception cref="FgClipException">An option is out of its range.</exception>
    internal void Validate()
    {
        if (MaxLongEdge is < SmallestLongEdge or > LargestLongEdge)
        {
            throw OutOfRange(nameof(MaxLongEdge), $"{SmallestLongEdge} to {LargestLongEdge}", $"{MaxLongEdge}");
        }

        if (MaxBytes < SmallestMaxBytes)
        {
            throw OutOfRange(nameof(MaxBytes), $"at least {SmallestMaxBytes}", $"{MaxBytes}");
        }

        if (!(Opacity is >= 0 and <= 1))
        {
            throw OutOfRange(nameof(Opacity), "0 to 1", FormattableString.Invariant($"{Opacity}"));
        }
    }

    private static FgClipException OutOfRange(string name, string expected, string got) =>
        new(FgClipErrorKind.Argument, "option is out of range", name, expected, got);
}
