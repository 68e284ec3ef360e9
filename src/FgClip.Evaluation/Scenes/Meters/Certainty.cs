using FgClip.Evaluation.Scenes.Making;

namespace FgClip.Evaluation.Scenes.Meters;

/// <summary>
/// Compares how sure an analysis was with how often it was right: calibration error, reliability, and accuracy by coverage.
/// </summary>
/// <param name="task">What was analysed: the first word of the figures' names.</param>
internal sealed class Certainty(string task)
{
    /// <summary>Scores are compared in so many classes of equal width.</summary>
    public const int Bins = 10;

    private const int CurvePoints = 40;
    private const int Resamples = 400;

    private readonly List<Answer> _answers = [];

    /// <summary>Adds one answer.</summary>
    /// <param name="kind">Kind of claim; null for all.</param>
    /// <param name="language">en or zh.</param>
    /// <param name="score">0 surely wrong to 1 surely right.</param>
    /// <param name="isRight">What is so.</param>
    /// <param name="verdict">What was said; null for unsure.</param>
    public void Add(string? kind, string language, double score, bool isRight, bool? verdict) =>
        _answers.Add(new Answer(kind, language, score, isRight, verdict));

    /// <summary>The expected calibration error by language, and by kind where answers have one.</summary>
    public IEnumerable<SceneMeasure> Errors() =>
        from @group in _answers.GroupBy(answer => (Kind: (string?)null, answer.Language))
            .Concat(_answers.Where(answer => answer.Kind is not null).GroupBy(answer => (answer.Kind, answer.Language)))
        select ErrorOf(@group.Key.Kind, @group.Key.Language, [.. @group]);

    /// <summary>The classes that hold answers, by language.</summary>
    public IEnumerable<ReliabilityBin> Reliability() =>
        from answer in _answers
        group answer by (answer.Language, Bin: BinOf(answer.Score)) into bin
        orderby bin.Key.Language, bin.Key.Bin
        select new ReliabilityBin(
            task,
            bin.Key.Language,
            (double)bin.Key.Bin / Bins,
            (double)(bin.Key.Bin + 1) / Bins,
            bin.Count(),
            bin.Average(answer => answer.Score),
            bin.Average(answer => answer.IsRight ? 1.0 : 0));

    /// <summary>The accuracy among the surest answers, for growing shares of them, by language; and at the verdicts' own band.</summary>
    public IEnumerable<CoveragePoint> Coverage()
    {
        foreach (var language in _answers.GroupBy(answer => answer.Language).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Answer[] sorted = [.. language.OrderByDescending(answer => Math.Abs(answer.Score - 0.5))];
            var right = new int[sorted.Length + 1];
            for (var i = 0; i < sorted.Length; i++) right[i + 1] = right[i] + (sorted[i].Score > 0.5 == sorted[i].IsRight ? 1 : 0);
            foreach (var taken in Enumerable.Range(1, CurvePoints).Select(point => point * sorted.Length / CurvePoints).Where(taken => taken > 0).Distinct())
            {
                yield return new CoveragePoint(task, language.Key, (double)taken / sorted.Length, (double)right[taken] / taken, IsDefault: false);
            }

            Answer[] decided = [.. sorted.Where(answer => answer.Verdict is not null)];
            if (decided.Length == 0) continue;
            yield return new CoveragePoint(
                task,
                language.Key,
                (double)decided.Length / sorted.Length,
                (double)decided.Count(answer => answer.Verdict == answer.IsRight) / decided.Length,
                IsDefault: true);
        }
    }

    /// <summary>The mean distance between score and share of right ones over the classes, weighted by their answers.</summary>
    internal static double Error(IReadOnlyList<(double Score, bool IsRight)> answers)
    {
        var (count, scores, rights) = (new int[Bins], new double[Bins], new double[Bins]);
        foreach (var (score, isRight) in answers)
        {
            var bin = BinOf(score);
            count[bin]++;
            scores[bin] += score;
            if (isRight) rights[bin]++;
        }

        return Enumerable.Range(0, Bins).Where(bin => count[bin] > 0).Sum(bin => Math.Abs(scores[bin] - rights[bin])) / answers.Count;
    }

    private SceneMeasure ErrorOf(string? kind, string language, Answer[] answers)
    {
        (double Score, bool IsRight)[] pairs = [.. answers.Select(answer => (answer.Score, answer.IsRight))];
        var value = Error(pairs);
        var (low, high) = Interval(pairs, value);
        return new SceneMeasure($"{task}_calibration_error", kind, language, null, answers.Length, value, low, high);
    }

    // The basic bootstrap: resamples are further off than the sample as the sample is further off than the truth.
    private static (double Low, double High) Interval((double Score, bool IsRight)[] answers, double value)
    {
        var random = new SceneRandom(seed: 0, index: answers.Length);
        var resample = new (double, bool)[answers.Length];
        var errors = new double[Resamples];
        for (var i = 0; i < Resamples; i++)
        {
            for (var j = 0; j < resample.Length; j++) resample[j] = answers[random.Below(answers.Length)];
            errors[i] = Error(resample);
        }

        Array.Sort(errors);
        double low = 2 * value - errors[(int)(0.975 * (Resamples - 1))], high = 2 * value - errors[(int)(0.025 * (Resamples - 1))];
        return (Math.Clamp(low, 0, value), Math.Clamp(high, value, 1));
    }

    private static int BinOf(double score) => Math.Clamp((int)(score * Bins), 0, Bins - 1);

    private sealed record Answer(string? Kind, string Language, double Score, bool IsRight, bool? Verdict);
}
