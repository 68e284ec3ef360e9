using System.Text.Json;
using FgClip.Mcp.Cli;
using FgClip.Tests;

namespace FgClip.Mcp.Tests;

/// <summary><c>eval claims</c> on tests/data/claims.</summary>
public class EvalClaimsCommandTests
{
    [Fact]
    public async Task Sets_languages_and_kinds_are_measured_in_JSON()
    {
        var run = await CommandRun.OfAsync("eval", "claims", "--data", TestData.Path("claims"), "--json");

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        using var document = JsonDocument.Parse(run.Out);
        var measures = document.RootElement.GetProperty("measures").EnumerateArray().ToArray();
        Assert.Equal(
            ["set", "language", "kind", "found", "wrong", "missed", "precision", "recall"], measures[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(["heldout", "tuned"], measures.Select(measure => measure.GetProperty("set").GetString()).Distinct());
        var total = measures.Last();
        Assert.Equal(JsonValueKind.Null, total.GetProperty("kind").ValueKind);
        Assert.InRange(total.GetProperty("recall").GetDouble(), 0.9, 1);
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("errors").ValueKind);
    }

    [Fact]
    public async Task One_file_is_shown_as_a_table_with_its_errors()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{"caption": "a red dog", "language": "en", "claims": [{"kind": "thing", "value": "cat"}]}""");

        var run = await CommandRun.OfAsync("eval", "claims", "--data", file, "--errors");

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Contains("missed thing       cat", run.Out, StringComparison.Ordinal);
        Assert.Contains("wrong  color       dog / red", run.Out, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task A_folder_without_captions_is_an_error_that_names_it()
    {
        var folder = Directory.CreateTempSubdirectory();

        var run = await CommandRun.OfAsync("eval", "claims", "--data", folder.FullName);

        Assert.Equal(ExitCodes.File, run.ExitCode);
        Assert.Contains(folder.FullName, run.Error, StringComparison.Ordinal);
        folder.Delete();
    }
}
