using FgClip.Analysis.Mismatch;
using FgClip.Evaluation.Scenes.Calibrating;

namespace FgClip.Evaluation.Tests.Scenes.Calibrating;

public class KindFitTests
{
    [Fact]
    public void Known_weights_are_found_again()
    {
        var samples = Samples(20_000);

        var fit = LogisticRegression.Fit(
            [.. samples.Select(sample => sample.Features)], [.. samples.Select(sample => sample.Right)]);

        Assert.Equal(-0.5, fit.Intercept, 0.1);
        Assert.Equal(2, fit.Weights[0], 0.15);
        Assert.InRange(fit.Weights[1], -32, -28);
        Assert.Equal(0, fit.Weights[2]);
    }

    [Fact]
    public void A_fit_is_calibrated_and_its_thresholds_are_in_order()
    {
        var fit = KindFit.Of("color", ["margin", "caption", "cosine"], Samples(5000))!;

        Assert.InRange(fit.Quality.CalibrationError, 0, 0.03);
        Assert.InRange(fit.Quality.BalancedAccuracy, 0.6, 1);
        Assert.InRange(fit.Quality.Accuracy, fit.Quality.BalancedAccuracy, 1);
        Assert.True(fit.ContradictedBelow <= fit.SupportedAbove);
    }

    [Fact]
    public void What_separates_leaves_no_band()
    {
        Sample[] samples = [.. Enumerable.Range(0, 200).Select(index => new Sample(index, "color", [index % 2 == 0 ? 1 : -1], index % 2 == 0))];

        var fit = KindFit.Of("color", ["margin"], samples)!;

        Assert.Equal((1, 1, 1), (fit.Quality.BalancedAccuracy, fit.Quality.Coverage, fit.Quality.Accuracy));
    }

    [Fact]
    public void Samples_of_few_pictures_fit_nothing() =>
        Assert.Null(KindFit.Of("color", ["margin"], [.. Enumerable.Range(0, 200).Select(index => new Sample(index % 9, "color", [index % 2], index % 2 == 0))]));

    [Fact]
    public void However_well_samples_are_apart_a_likely_claim_is_not_contradicted()
    {
        // The wrong ones are few and far from the right ones, so any threshold between them has no mistakes.
        Sample[] samples = [.. Enumerable.Range(0, 400).Select(index => new Sample(index, "color", [index % 20 == 0 ? -0.2 : 1], index % 20 != 0))];

        Assert.InRange(KindFit.Of("color", ["margin"], samples)!.ContradictedBelow, 0, 2.0 / 3);
    }

    [Fact]
    public void Too_few_samples_of_one_sort_fit_nothing() =>
        Assert.Null(KindFit.Of("color", ["margin"], [.. Enumerable.Range(0, 100).Select(index => new Sample(index, "color", [index], index > 85))]));

    // Right with the probability σ(−0.5 + 2·a − 30·b); the third feature is always 0.
    private static IReadOnlyList<Sample> Samples(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(index =>
        {
            double a = random.NextDouble() * 4 - 2, b = random.NextDouble() * 0.2 - 0.1;
            return new Sample(index, "color", [a, b, 0], random.NextDouble() < ClaimFit.Sigmoid(-0.5 + (2 * a) - (30 * b)));
        })];
    }
}
