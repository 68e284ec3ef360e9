using System.Globalization;
using System.Net;
using System.Text;

namespace FgClip.Evaluation.Scenes.Reporting;

/// <summary>
/// Writes a report as one HTML page that needs nothing else: tables, plots and examples with annotated pictures; readable on
/// light and dark grounds, without scripts. Its size is bounded, because there are at most a few examples of each kind.
/// </summary>
public static class ReportPage
{
    /// <summary>The page.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="facts">Whose they are.</param>
    /// <param name="folder">Where the scenes' pictures are.</param>
    /// <exception cref="FgClipException">A picture of an example can no longer be read.</exception>
    public static string Write(SceneReport report, ReportFacts facts, string folder)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(facts);
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(facts.Model)} on {Text(facts.Data)}</title>
            <style>{PageStyle.Css}</style>
            </head>
            <body>
            <header>
            <h1>{Text(facts.Model)} <span>on {report.Scenes} scenes of {Text(facts.Data)}</span></h1>
            <p>Patch budget: {(facts.MaxPatches is { } patches ? patches.ToString(CultureInfo.InvariantCulture) : "by the picture’s size")}.
            Figures are shares from 0 to 1 with 95 % intervals; bars show the intervals.{Told(facts.Oracle)}</p>
            </header>

            """);
        MistakeTable.AppendTo(page, report.Measures);
        FigureTables.AppendTo(page, report.Measures);
        page.Append("<section><h2>How far scores can be trusted</h2><div class=\"plots\">\n");
        CertaintyPlots.AppendTo(page, report);
        page.Append("</div></section>\n");
        TimeTable.AppendTo(page, report.Times);
        ExampleCards.AppendTo(page, report.Examples, folder);
        return page.Append("</body>\n</html>\n").ToString();
    }

    /// <summary>Text as HTML.</summary>
    internal static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Told(SceneOracle oracle)
    {
        string[] told =
        [
            .. oracle.HasFlag(SceneOracle.Boxes) ? ["the boxes of all things"] : Array.Empty<string>(),
            .. oracle.HasFlag(SceneOracle.Claims) ? ["the claims in question"] : Array.Empty<string>(),
        ];
        return told.Length == 0 ? "" : $" <strong>The mismatch detector was told {string.Join(" and ", told)}.</strong>";
    }

    /// <summary>A share with three digits.</summary>
    internal static string Number(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
