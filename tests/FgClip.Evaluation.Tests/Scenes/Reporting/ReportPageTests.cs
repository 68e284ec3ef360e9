using System.Text.RegularExpressions;
using System.Xml.Linq;
using FgClip.Analysis.Mismatch;
using FgClip.Evaluation.Scenes;
using FgClip.Evaluation.Scenes.Reporting;
using FgClip.Tests;

namespace FgClip.Evaluation.Tests.Scenes.Reporting;

public partial class ReportPageTests
{
    private static readonly string Folder = TestData.Path("scenes", "val");

    [Fact]
    public void A_page_needs_nothing_else_and_is_well_formed()
    {
        var page = Page();

        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.All(Sources().Matches(page), source => Assert.StartsWith("data:image/jpeg;base64,/9j/", source.Groups[1].Value, StringComparison.Ordinal));
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);

        // Every element is closed: as XML once those that HTML never closes are.
        var body = VoidElements().Replace(page[page.IndexOf("<body>", StringComparison.Ordinal)..page.IndexOf("</html>", StringComparison.Ordinal)], "<$1/>");
        var root = XElement.Parse(body.Replace("&#39;", "'", StringComparison.Ordinal));
        Assert.Equal(4, root.Descendants("svg").Count());
        Assert.Equal(2, root.Descendants("article").Count());
    }

    [Fact]
    public void Figures_stand_in_the_tables_and_texts_are_escaped()
    {
        var page = Page();

        Assert.Contains("<title>a &lt;model&gt; on set &amp; more</title>", page, StringComparison.Ordinal);
        Assert.Contains("<th class=\"left\" rowspan=\"2\">color</th>", page, StringComparison.Ordinal);
        Assert.Contains(">0.875<span class=\"bar en\">", page, StringComparison.Ordinal);
        Assert.Contains("<td title=\"0.100 to 0.900 of 8\">0.750</td>", page, StringComparison.Ordinal);
        Assert.Contains("en, scores 0.9 to 1.0: 0.950 of 20", page, StringComparison.Ordinal);
        Assert.Contains("zh: 0.970 of the 0.900 that are decided", page, StringComparison.Ordinal);
        Assert.Contains("<td>check caption</td><td>7</td><td>1.50</td><td>2.50</td><td>0.0</td>", page, StringComparison.Ordinal);
        Assert.Contains("a &lt;blue&gt; snake", page, StringComparison.Ordinal);
        Assert.Contains("a mistake missed", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<blue>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Bars_of_small_figures_are_drawn_on_a_scale_that_holds_them()
    {
        Assert.Contains("the fewer the better. Bars run from 0 to 0.2.", Page(alarms: 0.1), StringComparison.Ordinal);
        Assert.Contains("the fewer the better. Bars run from 0 to 1.", Page(alarms: 0.8), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_without_figures_is_a_page_too()
    {
        var page = ReportPage.Write(new SceneReport(0, [], [], [], [], []), new ReportFacts("m", "d", null), Folder);

        Assert.Contains("0 scenes of d", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
    }

    private static string Page(double alarms = 0.1)
    {
        SceneMeasure Of(string task, string? kind, string language, double value) => new(task, kind, language, 6, 8, value, value == 0.75 ? 0.1 : value, value == 0.75 ? 0.9 : value);
        var check = new CheckedClaim("<blue> snake", 2, 6, ClaimKind.Color, ClaimVerdict.Contradicted, -0.2, "region", "green snake", new(10, 10, 90, 90));
        var report = new MismatchReport(MismatchVerdict.Mismatch, 0.1, [check], "a green snake", false, 0);
        return ReportPage.Write(
            new SceneReport(
                8,
                [
                    Of("mismatch_balanced_accuracy", "color", "en", 0.875), Of("mismatch_balanced_accuracy", "color", "zh", 0.9),
                    Of("mismatch_sensitivity", "color", "en", 0.75), Of("pointing_game", null, "en", 0.98), Of("false_alarm", "caption", "zh", alarms),
                ],
                [new ReliabilityBin("mismatch", "en", 0.9, 1, 20, 0.97, 0.95), new ReliabilityBin("presence", "zh", 0, 0.1, 5, 0.02, 0)],
                [
                    new CoveragePoint("mismatch", "zh", 0.5, 0.99, false), new CoveragePoint("mismatch", "zh", 1, 0.96, false),
                    new CoveragePoint("mismatch", "zh", 0.9, 0.97, true), new CoveragePoint("presence", "en", 1, 0.9, false),
                ],
                [new StepTime("check_caption", 7, 1.5, 2.5, 12)],
                [
                    new SceneExample("images/0000.jpg", "color", "en", ExampleOutcome.PutRight, "a <blue> snake", "a green snake", report),
                    new SceneExample("images/0001.jpg", "count", "zh", ExampleOutcome.Missed, "三根香蕉", "两根香蕉", report with { CorrectedCaption = null }),
                ]),
            new ReportFacts("a <model>", "set & more", 256),
            Folder);
    }

    [GeneratedRegex("src=\"([^\"]*)\"")]
    private static partial Regex Sources();

    [GeneratedRegex("<(img[^>]*|br)>")]
    private static partial Regex VoidElements();
}
