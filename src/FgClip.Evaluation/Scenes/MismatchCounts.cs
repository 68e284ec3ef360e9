namespace FgClip.Evaluation.Scenes;

/// <summary>
/// What a mismatch detector did with right and wrong captions, by kind and language: specificity is the share of right
/// captions that it left alone, sensitivity the share of wrong ones that it flagged, balanced accuracy their mean.
/// </summary>
internal sealed class MismatchCounts
{
    private readonly SortedDictionary<(string Kind, string Language), (int Left, int Flagged, int Pairs)> _counts = [];

    /// <summary>Counts one pair of captions.</summary>
    public void Add(string kind, string language, bool leftRightAlone, bool flaggedWrong)
    {
        var (left, flagged, pairs) = _counts.GetValueOrDefault((kind, language));
        _counts[(kind, language)] = (left + (leftRightAlone ? 1 : 0), flagged + (flaggedWrong ? 1 : 0), pairs + 1);
    }

    /// <summary>Three figures a kind and language.</summary>
    public IEnumerable<SceneMeasure> Measures()
    {
        foreach (var ((kind, language), (left, flagged, pairs)) in _counts)
        {
            Proportion specificity = new(left, pairs), sensitivity = new(flagged, pairs);
            yield return SceneMeasure.Of("mismatch_specificity", kind, language, specificity);
            yield return SceneMeasure.Of("mismatch_sensitivity", kind, language, sensitivity);

            var value = (specificity.Value + sensitivity.Value) / 2;
            var (low, high) = Interval(specificity, sensitivity);
            yield return new SceneMeasure("mismatch_balanced_accuracy", kind, language, left + flagged, 2 * pairs, value, low, high);
        }
    }

    // The two halves are independent: the squares of Wilson's half intervals add up (Newcombe's method), each halved by the mean.
    private static (double Low, double High) Interval(Proportion one, Proportion two)
    {
        var value = (one.Value + two.Value) / 2;
        var below = Math.Sqrt(Math.Pow(one.Value - one.Low, 2) + Math.Pow(two.Value - two.Low, 2)) / 2;
        var above = Math.Sqrt(Math.Pow(one.High - one.Value, 2) + Math.Pow(two.High - two.Value, 2)) / 2;
        return (Math.Max(0, value - below), Math.Min(1, value + above)); // beyond these only by rounding
    }
}
