using System.Globalization;
using System.Text;

namespace FgClip.Evaluation.Scenes.Reporting;

/// <summary>Reliability of scores, and accuracy by coverage.</summary>
internal static class CertaintyPlots
{
    private const double LargestDot = 13;

    /// <summary>A plot of each, for captions and for phrases.</summary>
    public static void AppendTo(StringBuilder page, SceneReport report)
    {
        Reliability("mismatch", "Scores of captions", "share of right captions", "Dots on the broken line: captions of that score are right as often as the score says. Larger dots are of more captions.");
        Reliability("presence", "Scores of phrases", "share of phrases that are there", "The same for how sure the locator is that a phrase is there.");
        Coverage("mismatch", "Captions: accuracy by coverage", "Only the surest verdicts, from a few to all. Rings: what the verdicts give with their own unsure band.");
        Coverage("presence", "Phrases: accuracy by coverage", "The same for presence.");

        void Reliability(string task, string title, string up, string caption)
        {
            ReliabilityBin[] bins = [.. report.Reliability.Where(bin => bin.Task == task)];
            if (bins.Length == 0) return;

            var plot = new Plot(title, "score", up);
            plot.AddDiagonal();
            double most = bins.Max(bin => bin.Count);
            foreach (var bin in bins)
            {
                var radius = 2.5 + (LargestDot - 2.5) * Math.Sqrt(bin.Count / most);
                plot.AddDot(bin.Language, bin.MeanScore, bin.ShareRight, radius, string.Create(
                    CultureInfo.InvariantCulture, $"{bin.Language}, scores {bin.From:F1} to {bin.To:F1}: {bin.ShareRight:F3} of {bin.Count}"));
            }

            plot.AppendTo(page, caption);
        }

        void Coverage(string task, string title, string caption)
        {
            CoveragePoint[] points = [.. report.Coverage.Where(point => point.Task == task)];
            if (points.Length == 0) return;

            var lowest = Math.Floor(10 * points.Min(point => point.Accuracy)) / 10;
            var plot = new Plot(title, "coverage", "accuracy", Math.Min(0.9, lowest));
            foreach (var curve in points.Where(point => !point.IsDefault).GroupBy(point => point.Language))
            {
                plot.AddCurve(curve.Key, curve.Select(point => (point.Coverage, point.Accuracy)));
            }

            foreach (var point in points.Where(point => point.IsDefault))
            {
                plot.AddDot(point.Language, point.Coverage, point.Accuracy, 5, string.Create(
                    CultureInfo.InvariantCulture, $"{point.Language}: {point.Accuracy:F3} of the {point.Coverage:F3} that are decided"), ring: true);
            }

            plot.AppendTo(page, caption);
        }
    }
}
