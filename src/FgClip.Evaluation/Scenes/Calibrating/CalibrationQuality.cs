using FgClip.Evaluation.Scenes.Meters;

namespace FgClip.Evaluation.Scenes.Calibrating;

/// <summary>How good fitted probabilities and their thresholds are on samples that they were not fitted on.</summary>
/// <param name="Samples">All of them.</param>
/// <param name="Wrong">Those that are not so.</param>
/// <param name="BalancedAccuracy">Mean of the share of right ones that are not contradicted and of wrong ones that are, 0 to 1.</param>
/// <param name="CalibrationError">Expected calibration error over classes of equal width, 0 to 1.</param>
/// <param name="Coverage">Share outside the unsure band.</param>
/// <param name="Accuracy">Share of right verdicts among those.</param>
internal sealed record CalibrationQuality(int Samples, int Wrong, double BalancedAccuracy, double CalibrationError, double Coverage, double Accuracy)
{
    public static CalibrationQuality Of(double[] probabilities, bool[] right, double contradictedBelow, double supportedAbove)
    {
        var all = Enumerable.Range(0, right.Length).ToArray();
        int[] decided = [.. all.Where(index => probabilities[index] < contradictedBelow || probabilities[index] > supportedAbove)];
        var correct = decided.Count(index => right[index] == (probabilities[index] > supportedAbove));
        return new CalibrationQuality(
            right.Length,
            right.Count(own => !own),
            (Share(all.Where(index => right[index]), index => probabilities[index] >= contradictedBelow)
                + Share(all.Where(index => !right[index]), index => probabilities[index] < contradictedBelow)) / 2,
            Certainty.Error([.. probabilities.Zip(right)]),
            (double)decided.Length / right.Length,
            decided.Length == 0 ? double.NaN : (double)correct / decided.Length);
    }

    private static double Share(IEnumerable<int> indices, Func<int, bool> holds)
    {
        var (total, held) = (0, 0);
        foreach (var index in indices)
        {
            total++;
            if (holds(index)) held++;
        }

        return (double)held / total;
    }
}
