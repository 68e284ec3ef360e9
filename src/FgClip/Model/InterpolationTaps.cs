namespace FgClip.Model;

/// <summary>The source places that one target place of an anti-aliased bilinear resize mixes, and their weights.</summary>
/// <param name="First">Index of the first source place.</param>
/// <param name="Weights">One weight a place from <paramref name="First"/> on; they sum to 1.</param>
internal sealed record InterpolationTaps(int First, float[] Weights)
{
    /// <summary>The taps of every target place when an axis of <paramref name="input"/> becomes <paramref name="output"/>.</summary>
    public static InterpolationTaps[] Of(int input, int output)
    {
        var scale = (double)input / output;
        var stretch = Math.Max(1.0, scale); // the triangle widens only when the axis shrinks
        var all = new InterpolationTaps[output];
        for (var target = 0; target < output; target++)
        {
            var center = (target + 0.5) * scale;
            var low = Math.Max(0, (int)(center - stretch + 0.5));
            var high = Math.Min(input, (int)(center + stretch + 0.5));
            var weights = new double[high - low];
            for (var tap = 0; tap < weights.Length; tap++)
            {
                weights[tap] = Math.Max(0.0, 1.0 - Math.Abs((low + tap - center + 0.5) / stretch));
            }

            var sum = weights.Sum();
            all[target] = new InterpolationTaps(low, [.. weights.Select(weight => (float)(weight / sum))]);
        }

        return all;
    }
}
