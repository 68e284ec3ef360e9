namespace SideBySide.Works;

/// <summary>One computation that both sides do.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Kind">What goes in and what comes out.</param>
/// <param name="Length">Patches of a picture or tokens of a text.</param>
/// <param name="Count">Pictures or texts at once.</param>
internal sealed record Work(string Name, WorkKind Kind, int Length, int Count)
{
    public static Work Image256 { get; } = new("image-256-fp32", WorkKind.Image, 256, 1);

    public static Work Image1024 { get; } = new("image-1024-fp32", WorkKind.Image, 1024, 1);

    public static Work Batch { get; } = new("image-256-batch8-fp32", WorkKind.Image, 256, 8);

    public static Work ShortTexts { get; } = new("text-short-16-fp32", WorkKind.ShortTexts, 64, 16);

    public static Work Dense { get; } = new("dense-2k-fp32", WorkKind.Dense, 16384, 1);

    /// <summary>All of them; the longest last.</summary>
    public static IReadOnlyList<Work> All { get; } = [Image256, Image1024, Batch, ShortTexts, Dense];

    public static Work Named(string name) => All.Single(work => work.Name == name);
}

/// <summary>What goes in and what comes out.</summary>
internal enum WorkKind
{
    /// <summary>Pictures to one feature each.</summary>
    Image,

    /// <summary>A picture to one feature a patch.</summary>
    Dense,

    /// <summary>Short texts to one feature each.</summary>
    ShortTexts,
}
