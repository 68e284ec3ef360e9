using FgClip.Imaging;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>What a picture says about one claim.</summary>
/// <param name="Margin">How far the claim is ahead of its best alternative; null where nothing was measured.</param>
/// <param name="Source">What was measured, and in what unit.</param>
/// <param name="Best">The best other value of the slot.</param>
/// <param name="Box">Where.</param>
internal sealed record Reading(double? Margin, string Source, string? Best = null, BoxPixels? Box = null)
{
    /// <summary>The best other values by the same score, for a second opinion; empty where there is none to ask for.</summary>
    public IReadOnlyList<ScoredValue> Shortlist { get; init; } = [];

    /// <summary>The margin is between whole captions, whatever the kind is otherwise judged by.</summary>
    public bool OfCaptions { get; init; }

    /// <summary>How far the whole caption is ahead of the same caption with another value of the shortlist, a cosine; null where not asked.</summary>
    public double? Caption { get; init; }

    /// <summary>Cosine of the place with the whole phrase; null where the claim has no place of its own.</summary>
    public double? Cosine { get; init; }

    /// <summary>The highest cosine of the phrase's smoothed map at the place; null likewise.</summary>
    public double? Peak { get; init; }

    /// <summary>The margin times how sure the place is known to hold one whole thing; null where the claim has no place of its own.</summary>
    public double? Sure { get; init; }

    /// <summary>Nothing to decide by.</summary>
    public static Reading None(string why) => new(null, why);
}
