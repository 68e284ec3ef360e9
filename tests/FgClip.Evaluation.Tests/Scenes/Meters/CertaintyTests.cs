using FgClip.Evaluation.Scenes.Meters;

namespace FgClip.Evaluation.Tests.Scenes.Meters;

public class CertaintyTests
{
    [Fact]
    public void The_error_is_the_weighted_distance_of_score_and_share_by_class()
    {
        // Class 0.1: scores 0.12 and 0.18, one right: |0.15 − 0.5|. Class 0.9: scores 0.9, 0.96, 1, all right: |0.9533 − 1|.
        (double, bool)[] answers = [(0.12, true), (0.18, false), (0.9, true), (0.96, true), (1, true)];

        Assert.Equal((2 * 0.35 + 3 * (1 - 2.86 / 3)) / 5, Certainty.Error(answers), 12);
        Assert.Equal(0, Certainty.Error([(0, false), (1, true)]));
        Assert.Equal(1, Certainty.Error([(0, true), (1, false)]));
    }

    [Fact]
    public void Errors_come_for_all_kinds_together_and_for_each_with_intervals_that_hold_them()
    {
        var certainty = new Certainty("mismatch");
        for (var i = 0; i < 200; i++)
        {
            certainty.Add("color", "en", 0.95, isRight: i % 20 != 0, verdict: true);
            certainty.Add("count", "en", 0.75, isRight: i % 2 == 0, verdict: null);
        }

        var errors = certainty.Errors().ToDictionary(error => error.Kind ?? "all");

        Assert.Equal(["all", "color", "count"], errors.Keys.Order());
        Assert.Equal(0, errors["color"].Value, 12);
        Assert.Equal(0.25, errors["count"].Value, 12);
        Assert.Equal(0.125, errors["all"].Value, 12);
        Assert.All(errors.Values, error =>
        {
            Assert.Equal(("mismatch_calibration_error", "en"), (error.Task, error.Language));
            Assert.Null(error.Right);
            Assert.InRange(error.Value, error.Low, error.High);
        });
        Assert.InRange(errors["count"].Low, 0.15, 0.22); // the share's deviation is 0.035
        Assert.InRange(errors["count"].High, 0.28, 0.35);
    }

    [Fact]
    public void Reliability_lists_the_classes_that_hold_answers()
    {
        var certainty = new Certainty("presence");
        certainty.Add(null, "zh", 1, true, true);
        certainty.Add(null, "en", 0.31, true, true);
        certainty.Add(null, "en", 0.39, false, true);
        certainty.Add(null, "en", 0, false, false);

        Assert.Equal(
            [("presence", "en", 0.0, 1, 0.0, 0.0), ("presence", "en", 0.3, 2, 0.35, 0.5), ("presence", "zh", 0.9, 1, 1.0, 1.0)],
            certainty.Reliability().Select(bin => (bin.Task, bin.Language, bin.From, bin.Count, Math.Round(bin.MeanScore, 9), bin.ShareRight)));
    }

    [Fact]
    public void Coverage_takes_the_surest_answers_first_and_ends_with_all()
    {
        var certainty = new Certainty("mismatch");
        for (var i = 0; i < 40; i++) certainty.Add("color", "en", i < 20 ? 0.99 : 0.6, isRight: i is < 20 or >= 30, verdict: i < 20 ? true : null);

        var points = certainty.Coverage().ToArray();
        var curve = points.Where(point => !point.IsDefault).ToArray();

        Assert.Equal(40, curve.Length);
        Assert.Equal((1.0 / 40, 1.0), (curve[0].Coverage, curve[0].Accuracy));
        Assert.Equal((0.5, 1.0), (curve[19].Coverage, curve[19].Accuracy));
        Assert.Equal((1.0, 0.75), (curve[^1].Coverage, curve[^1].Accuracy));
        var own = Assert.Single(points, point => point.IsDefault);
        Assert.Equal((0.5, 1.0), (own.Coverage, own.Accuracy));
    }
}
