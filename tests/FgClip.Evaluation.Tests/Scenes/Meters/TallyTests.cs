using FgClip.Evaluation.Scenes;
using FgClip.Evaluation.Scenes.Meters;

namespace FgClip.Evaluation.Tests.Scenes.Meters;

public class TallyTests
{
    [Fact]
    public void Answers_are_counted_by_task_kind_and_language()
    {
        var tally = Of(("a", "x", "en", 3, 4), ("a", "x", "zh", 1, 2), ("b", null, "en", 0, 1));

        Assert.Equal(
            [("a", "x", "en", 3, 4, 0.75), ("a", "x", "zh", 1, 2, 0.5), ("b", null, "en", 0, 1, 0.0)],
            tally.Measures().Select(one => (one.Task, one.Kind, one.Language, one.Right, one.Total, one.Value)));
        Assert.Null(tally.Of("a", "y", "en"));
    }

    [Fact]
    public void A_mean_of_two_tasks_has_a_narrower_interval_than_either_and_holds_the_value()
    {
        var tally = Of(("sensitivity", "x", "en", 45, 50), ("specificity", "x", "en", 40, 50), ("sensitivity", "y", "en", 1, 2));

        var mean = Assert.Single(tally.Means("both", "sensitivity", "specificity"));

        Assert.Equal(("both", "x", "en", 85, 100), (mean.Task, mean.Kind, mean.Language, mean.Right, mean.Total));
        Assert.Equal(0.85, mean.Value, 12);
        // Wilson: 0.7864 to 0.9565 and 0.6696 to 0.8876; half the root of the summed squares of their halves.
        Assert.Equal(0.85 - Math.Sqrt(0.1136 * 0.1136 + 0.1304 * 0.1304) / 2, mean.Low, 1e-3);
        Assert.Equal(0.85 + Math.Sqrt(0.0565 * 0.0565 + 0.0876 * 0.0876) / 2, mean.High, 1e-3);
    }

    [Fact]
    public void Means_of_shares_of_one_stay_in_range()
    {
        var mean = Assert.Single(Of(("a", null, "en", 7, 7), ("b", null, "en", 9, 9)).Means("both", "a", "b"));

        Assert.Equal((1.0, 1.0), (mean.Value, mean.High));
        Assert.InRange(mean.Low, 0.7, 0.99);
    }

    private static Tally Of(params (string Task, string? Kind, string Language, int Right, int Total)[] counts)
    {
        var tally = new Tally();
        foreach (var (task, kind, language, right, total) in counts)
        {
            for (var i = 0; i < total; i++) tally.Add(task, kind, language, i < right);
        }

        return tally;
    }

    [Fact]
    public void Times_are_summed_up_by_ranks()
    {
        var time = StepTime.Of("step", [5, 1, 2, 3, 4, 6, 7, 8, 9, 10, 100]);

        Assert.Equal(new StepTime("step", 11, 6, 10, 155), time);
        Assert.Equal(new StepTime("one", 1, 3, 3, 3), StepTime.Of("one", [3]));
    }
}
