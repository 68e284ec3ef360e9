using System.Globalization;
using System.Text;

namespace FgClip.Evaluation.Scenes.Reporting;

/// <summary>The mismatch detector by kind of mistake.</summary>
internal static class MistakeTable
{
    private const string Task = "mismatch_balanced_accuracy";

    private static readonly (string Task, string Head)[] Columns =
    [
        ("mismatch_sensitivity", "wrong<br>flagged"),
        ("mismatch_specificity", "right<br>left alone"),
        ("mismatch_decided", "decided"),
        ("mismatch_decided_accuracy", "decided<br>rightly"),
        ("correction", "flagged:<br>put right"),
        ("correction_whole", "flagged: whole<br>caption right"),
        ("mismatch_calibration_error", "calibration<br>error"),
    ];

    /// <summary>A section with two rows a kind.</summary>
    public static void AppendTo(StringBuilder page, IReadOnlyList<SceneMeasure> measures)
    {
        var figures = measures.ToDictionary(measure => (measure.Task, measure.Kind, measure.Language));
        page.Append("""
            <section><h2>Mistakes in captions, by kind</h2>
            <p>Each pair has a right caption and one that is wrong in the kind. Balanced accuracy is the mean of the wrong ones flagged and
            the right ones left alone; its bar runs from 0.5, which is chance, to 1.</p>
            <div class="scroll"><table><thead><tr><th>kind</th><th class="left">language</th><th>balanced accuracy</th>
            """);
        foreach (var (_, head) in Columns) page.Append(CultureInfo.InvariantCulture, $"<th>{head}</th>");
        page.Append("<th>pairs</th></tr></thead>\n");
        foreach (var kind in measures.Where(measure => measure.Task == Task).GroupBy(measure => measure.Kind))
        {
            page.Append("<tbody class=\"group\">");
            var name = $"<th class=\"left\" rowspan=\"{kind.Count()}\">{ReportPage.Text(kind.Key!)}</th>";
            foreach (var row in kind)
            {
                page.Append(CultureInfo.InvariantCulture, $"<tr>{name}<td class=\"left {row.Language}\">{row.Language}</td>");
                name = "";
                IntervalBar.AppendTo(page, row, from: 0.5);
                foreach (var (task, _) in Columns)
                {
                    page.Append(figures.GetValueOrDefault((task, row.Kind, row.Language)) is { } figure
                        ? $"<td title=\"{ReportPage.Number(figure.Low)} to {ReportPage.Number(figure.High)} of {figure.Total}\">{ReportPage.Number(figure.Value)}</td>"
                        : "<td>–</td>");
                }

                page.Append(CultureInfo.InvariantCulture, $"<td>{row.Total / 2}</td></tr>\n");
            }

            page.Append("</tbody>\n");
        }

        page.Append("</table></div></section>\n");
    }
}
