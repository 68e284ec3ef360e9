namespace FgClip.Evaluation.Scenes.Meters;

/// <summary>Counts right answers by task, kind of claim and language.</summary>
internal sealed class Tally
{
    private readonly Dictionary<(string Task, string? Kind, string Language), Proportion> _counts = [];

    /// <summary>Counts one answer.</summary>
    public void Add(string task, string? kind, string language, bool right)
    {
        var so = _counts.GetValueOrDefault((task, kind, language)) ?? new Proportion(0, 0);
        _counts[(task, kind, language)] = new Proportion(so.Right + (right ? 1 : 0), so.Total + 1);
    }

    /// <summary>A count so far; null where nothing was counted.</summary>
    public Proportion? Of(string task, string? kind, string language) => _counts.GetValueOrDefault((task, kind, language));

    /// <summary>A figure for each task, kind and language.</summary>
    public IEnumerable<SceneMeasure> Measures() =>
        _counts.Select(count => SceneMeasure.Of(count.Key.Task, count.Key.Kind, count.Key.Language, count.Value));

    /// <summary>
    /// For each kind and language that both tasks have: the mean of the two, a balanced accuracy. They are of different
    /// captions and independent, so the squares of Wilson's half intervals add up (Newcombe's method), halved by the mean.
    /// </summary>
    /// <param name="task">What to call the mean.</param>
    /// <param name="first">One task.</param>
    /// <param name="second">The other.</param>
    public IEnumerable<SceneMeasure> Means(string task, string first, string second)
    {
        foreach (var ((own, kind, language), one) in _counts)
        {
            if (own != first || Of(second, kind, language) is not { } two) continue;

            var value = (one.Value + two.Value) / 2;
            var below = Math.Sqrt(Math.Pow(one.Value - one.Low, 2) + Math.Pow(two.Value - two.Low, 2)) / 2;
            var above = Math.Sqrt(Math.Pow(one.High - one.Value, 2) + Math.Pow(two.High - two.Value, 2)) / 2;
            yield return new SceneMeasure(
                task, kind, language, one.Right + two.Right, one.Total + two.Total, value,
                Math.Max(0, value - below), Math.Min(1, value + above)); // beyond these only by rounding
        }
    }
}
