using FgClip.Evaluation.Claims;
using FgClip.Tests;

namespace FgClip.Evaluation.Tests.Claims;

/// <summary>The grammar on hand-written captions with hand-written claims; floors lie a little below what it reaches.</summary>
public class ClaimEvaluationTests
{
    private static readonly ClaimReport Report = ClaimEvaluation.Run(TestData.Path("claims"));

    [Theory]
    [InlineData("tuned", "en", 0.98, 0.98)]
    [InlineData("tuned", "zh", 0.98, 0.98)]
    [InlineData("heldout", "en", 0.96, 0.94)]
    [InlineData("heldout", "zh", 0.91, 0.93)]
    public void The_grammar_finds_what_people_find(string set, string language, double precision, double recall)
    {
        var total = Report.Measures.Single(measure => measure.Set == set && measure.Language == language && measure.Kind is null);

        Assert.InRange(total.Precision!.Value, precision, 1);
        Assert.InRange(total.Recall!.Value, recall, 1);
    }

    [Fact]
    public void There_are_enough_captions_and_a_third_of_them_is_held_out()
    {
        var sets = LabelledCaption.ReadAll(TestData.Path("claims"));
        var (tuned, heldOut) = (sets["tuned"].Count, sets["heldout"].Count);

        Assert.True(tuned + heldOut >= 300);
        Assert.InRange((double)heldOut / (tuned + heldOut), 0.3, 0.4);
        Assert.InRange(sets.Values.SelectMany(captions => captions).Count(caption => caption.Language == "zh"), 0.4 * (tuned + heldOut), 0.6 * (tuned + heldOut));
    }

    [Fact]
    public void Found_wrong_and_missed_are_counted_by_kind()
    {
        var folder = Directory.CreateTempSubdirectory();
        File.WriteAllText(
            Path.Combine(folder.FullName, "two.jsonl"),
            """
            {"caption": "a red dog", "language": "en", "claims": [{"kind": "thing", "value": "dog"}, {"kind": "color", "value": "blue", "subject": "dog"}]}
            {"caption": "a cat", "language": "en", "claims": [{"kind": "thing", "value": "cat"}, {"kind": "size", "value": "large", "subject": "cat", "optional": true}]}
            """);

        var report = ClaimEvaluation.Run(folder.FullName);

        Assert.Equal((2, 0, 0), Counts("thing"));
        Assert.Equal((0, 1, 1), Counts("color"));
        Assert.Equal(["missed", "wrong"], report.Errors.Select(error => error.Fault));
        folder.Delete(true);

        (int, int, int) Counts(string kind) =>
            report.Measures.Where(measure => measure.Kind == kind).Select(measure => (measure.Found, measure.Wrong, measure.Missed)).Single();
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"caption": "a cat", "language": "fr", "claims": []}""")]
    [InlineData("""{"caption": "a cat", "language": "en", "claims": [{"kind": "colour", "value": "red"}]}""")]
    public void A_malformed_line_is_named(string line)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, line);

        var error = Assert.Throws<FgClipException>(() => ClaimEvaluation.Run(file));

        Assert.Contains("line 1", error.Message, StringComparison.Ordinal);
        File.Delete(file);
    }
}
