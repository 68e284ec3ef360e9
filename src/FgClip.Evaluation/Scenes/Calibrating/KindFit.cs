namespace FgClip.Evaluation.Scenes.Calibrating;

/// <summary>What was fitted for one kind, and how good it is on pictures that it was not fitted on.</summary>
/// <param name="Kind">places, presence or a kind of claim.</param>
/// <param name="Names">Names of the features.</param>
/// <param name="Model">Fitted on all samples.</param>
/// <param name="ContradictedBelow">Probabilities below it say no.</param>
/// <param name="SupportedAbove">Probabilities above it say yes; between the two it is unsure.</param>
/// <param name="Quality">Measured by cross-validation.</param>
internal sealed record KindFit(
    string Kind, IReadOnlyList<string> Names, LogisticRegression Model, double ContradictedBelow, double SupportedAbove, CalibrationQuality Quality)
{
    /// <summary>Pictures are dealt into so many folds.</summary>
    private const int Folds = 5;

    /// <summary>Fewer samples of either sort fit nothing.</summary>
    public const int LeastSamples = 20;

    /// <summary>Samples of fewer pictures fit nothing: those of one picture are alike.</summary>
    public const int LeastPictures = 2 * Folds;

    /// <summary>Of what is called right, at most this share may be wrong; the unsure band begins where more would be.</summary>
    private const double WrongAmongSupported = 0.02;

    /// <summary>
    /// Above this probability nothing is contradicted, however well the samples are apart: below it is where a mistake that counts
    /// twice outweighs one that counts once.
    /// </summary>
    private const double MostContradicted = 2.0 / 3;

    /// <summary>So much more than the fewest mistakes is about as good, as a share.</summary>
    private const double Slack = 0.05;

    /// <summary>Fits samples of one kind; null where there are too few of either sort.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="names">Names of the features.</param>
    /// <param name="samples">Its samples.</param>
    public static KindFit? Of(string kind, IReadOnlyList<string> names, IReadOnlyList<Sample> samples)
    {
        if (samples.Count(sample => sample.Right) < LeastSamples || samples.Count(sample => !sample.Right) < LeastSamples
            || samples.Select(sample => sample.Scene).Distinct().Count() < LeastPictures)
        {
            return null;
        }

        var probabilities = new double[samples.Count];
        for (var fold = 0; fold < Folds; fold++)
        {
            var model = Fit([.. samples.Where(sample => sample.Scene % Folds != fold)]);
            for (var index = 0; index < samples.Count; index++)
            {
                if (samples[index].Scene % Folds == fold) probabilities[index] = model.Probability(samples[index].Features);
            }
        }

        bool[] right = [.. samples.Select(sample => sample.Right)];
        var contradicted = Contradicted(probabilities, right);
        var supported = Supported(probabilities, right, contradicted);
        return new KindFit(
            kind, names, Fit(samples), contradicted, supported, CalibrationQuality.Of(probabilities, right, contradicted, supported));

        static LogisticRegression Fit(IReadOnlyList<Sample> samples) => LogisticRegression.Fit(
            [.. samples.Select(sample => sample.Features)], [.. samples.Select(sample => sample.Right)]);
    }

    // Close to the fewest mistakes, of which a wrong claim that is not contradicted counts twice as much as a right one that is,
    // since right claims are many more. Where many thresholds are about as good the lowest leaves the most alone.
    private static double Contradicted(double[] probabilities, bool[] right)
    {
        var order = Enumerable.Range(0, right.Length).OrderBy(index => probabilities[index]).ToArray();
        var mistakes = new int[order.Length + 1];
        mistakes[0] = 2 * right.Count(own => !own);
        for (var place = 0; place < order.Length; place++) mistakes[place + 1] = mistakes[place] + (right[order[place]] ? 1 : -2);

        var enough = mistakes.Min() * (1 + Slack);
        var chosen = Array.FindIndex(mistakes, count => count <= enough);
        return chosen == 0 ? 0
            : chosen == order.Length ? MostContradicted
            : Math.Min(MostContradicted, (probabilities[order[chosen - 1]] + probabilities[order[chosen]]) / 2);
    }

    // From the surest down as long as few are wrong.
    private static double Supported(double[] probabilities, bool[] right, double contradicted)
    {
        var order = Enumerable.Range(0, right.Length).Where(index => probabilities[index] >= contradicted)
            .OrderByDescending(index => probabilities[index]).ToArray();
        var (wrong, threshold) = (0, Math.Max(contradicted, order.Length > 0 ? probabilities[order[0]] : 1));
        for (var place = 0; place < order.Length; place++)
        {
            if (!right[order[place]]) wrong++;
            if (wrong <= WrongAmongSupported * (place + 1)) threshold = place + 1 < order.Length ? probabilities[order[place]] : contradicted;
        }

        return threshold;
    }
}
