using System.Globalization;
using System.Text;

namespace FgClip.Evaluation.Scenes.Reporting;

/// <summary>A figure as a number, with its interval as a bar.</summary>
internal static class IntervalBar
{
    /// <summary>The content of a table's cell; a dash where nothing was measured.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="measure">The figure.</param>
    /// <param name="from">What the bar's left end stands for; its right end is <paramref name="to"/>.</param>
    /// <param name="to">Above <paramref name="from"/>.</param>
    public static void AppendTo(StringBuilder page, SceneMeasure? measure, double from = 0, double to = 1)
    {
        if (measure is null)
        {
            page.Append("<td>–</td>");
            return;
        }

        double low = At(measure.Low), high = At(measure.High);
        page.Append(CultureInfo.InvariantCulture, $"""
            <td title="{ReportPage.Number(measure.Low)} to {ReportPage.Number(measure.High)} of {measure.Total}">{ReportPage.Number(measure.Value)}<span class="bar {measure.Language}"><i style="left:{low:F1}%;width:{high - low:F1}%"></i><b style="left:{At(measure.Value):F1}%"></b></span></td>
            """);

        double At(double value) => 100 * Math.Clamp((value - from) / (to - from), 0, 1);
    }
}
