using System.Globalization;
using System.Text;

namespace FgClip.Evaluation.Scenes.Reporting;

/// <summary>How long the steps took.</summary>
internal static class TimeTable
{
    /// <summary>A section with a row a step.</summary>
    public static void AppendTo(StringBuilder page, IReadOnlyList<StepTime> times)
    {
        page.Append("""
            <section><h2>Time</h2><div class="scroll"><table>
            <thead><tr><th>step</th><th>times</th><th>median, ms</th><th>nine in ten below, ms</th><th>in all, s</th></tr></thead><tbody>

            """);
        foreach (var step in times)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr><td>{ReportPage.Text(step.Step.Replace('_', ' '))}</td><td>{step.Count}</td><td>{step.MedianMs:F2}</td><td>{step.NinetiethMs:F2}</td><td>{step.TotalMs / 1000:F1}</td></tr>

                """);
        }

        page.Append("</tbody></table></div></section>\n");
    }
}
