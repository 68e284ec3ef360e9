using System.Globalization;
using FgClip.Encoding;

namespace FgClip.Inference.Jobs;

/// <summary>How long a picture may be computed: refuses what would take longer, and says which budget fits.</summary>
/// <param name="work">Of the model.</param>
/// <param name="parts">The features that are asked for.</param>
/// <param name="limit">The longest time.</param>
internal sealed class TimeAllowance(ModelWork work, ImageParts parts, TimeSpan limit)
{
    /// <summary>Part of the limit that an advised budget fills, since no two runs take the same time.</summary>
    private const double Margin = 0.85;

    /// <summary>Advised budgets are multiples of this, where they are that large.</summary>
    private const int Rounding = 128;

    /// <summary>Refuses <paramref name="operations"/> if they take too long at <paramref name="perSecond"/>.</summary>
    /// <exception cref="FgClipException">They do.</exception>
    public void Check(double operations, double perSecond)
    {
        var seconds = operations / perSecond;
        if (seconds <= limit.TotalSeconds) return;

        var fits = work.PatchesWithin(limit.TotalSeconds * Margin * perSecond, parts);
        if (fits >= Rounding) fits -= fits % Rounding;
        throw new FgClipException(
            FgClipErrorKind.Argument,
            string.Create(CultureInfo.InvariantCulture, $"the picture would take about {seconds:F0} s on this machine"),
            "max_patches",
            string.Create(CultureInfo.InvariantCulture, $"at most {limit.TotalSeconds:F0} s"),
            remedy: $"Use max_patches {fits} or less, or allow_slow (--allow-slow on the command line) and patience.");
    }
}
