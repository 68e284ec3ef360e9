using FgClip.Imaging;

namespace FgClip.Encoding;

/// <summary>How a picture is encoded.</summary>
public sealed record ImageEncodingOptions
{
    /// <summary>
    /// Patch budget, 1 to <see cref="PatchBudget.Largest"/>: the picture is resized to at most so many patches. Null
    /// (default): the official rule by the picture's size, 128 to 1024, capped by the checkpoint's card. Features of
    /// different budgets differ, so keep to one where they are compared. Means nothing to FG-CLIP's first version, which makes
    /// every picture the same square.
    /// </summary>
    public int? MaxPatches { get; init; }

    /// <summary>What to compute. Default: the image feature alone.</summary>
    public ImageParts Parts { get; init; } = ImageParts.Image;

    /// <summary>
    /// The longest time that the computation itself may take by the speed of this machine; null (default) for any. A
    /// picture that would take longer is refused before it is computed, or where the speed is not known yet after a few
    /// of its steps, with an <see cref="FgClipException"/> that says which budget fits. Time in the queue does not count.
    /// </summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>
    /// Is told the share of the computation that is done, above 0 to 1, on any thread, after each step of a picture that
    /// is computed in steps: one of more than 4·10¹¹ floating-point operations, which a base checkpoint reaches at about
    /// 1700 patches. Null (default) for nobody.
    /// </summary>
    public IProgress<double>? Progress { get; init; }
}
