using System.Text.Json;
using FgClip.Tests;

namespace FgClip.Mcp.Tests;

/// <summary>Commands over a checkpoint of FG-CLIP's first version.</summary>
public class FirstVersionCommandTests
{
    private static readonly string Model = TestData.Golden("fgclip1-tiny", "checkpoint");
    private static readonly string Photo = TestData.Golden("fgclip1-tiny", "inputs", "photo.jpg");
    private static readonly string Other = TestData.Golden("fgclip1-tiny", "inputs", "tall.png");

    [Fact]
    public async Task Rank_gives_shares_and_null_probabilities_and_says_why()
    {
        var run = await CommandRun.OfAsync("rank", Photo, "a dog", "two cats", "--model", Model, "--max-patches", "1024", "--json");

        Assert.Equal(0, run.ExitCode);
        var answer = JsonElement.Parse(run.Out);
        Assert.Equal(36, answer.GetProperty("max_patches").GetInt32());
        Assert.Contains("share", answer.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Contains("no probabilities", answer.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
        foreach (var result in answer.GetProperty("results").EnumerateArray())
        {
            Assert.Equal(JsonValueKind.Null, result.GetProperty("probability").ValueKind);
            Assert.InRange(result.GetProperty("share").GetDouble(), 0, 1);
        }
    }

    [Fact]
    public async Task Tables_show_a_dash_for_the_probability()
    {
        var captions = await CommandRun.OfAsync("rank", Photo, "a dog", "two cats", "--model", Model);
        var pictures = await CommandRun.OfAsync("rank", Photo, Other, "--text", "a dog", "--model", Model);

        Assert.Equal((0, 0), (captions.ExitCode, pictures.ExitCode));
        Assert.All(captions.Out.TrimEnd().Split('\n').Skip(1), line => Assert.StartsWith("          —  ", line, StringComparison.Ordinal));
        Assert.All(pictures.Out.TrimEnd().Split('\n').Skip(1), line => Assert.StartsWith("          —  ", line, StringComparison.Ordinal));
        Assert.Contains("(cosine ", pictures.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("locate", "a red dog", "--no-overlay")]
    [InlineData("check", "a red dog is left of a cat")]
    [InlineData("classify", "dog", "cat")]
    [InlineData("embed", "--text", "a dog")]
    [InlineData("similarity", "--text", "a dog", "--pairs")]
    public async Task Every_command_answers(string command, params string[] arguments)
    {
        var run = await CommandRun.OfAsync([command, Photo, .. arguments, "--model", Model, "--json"]);

        Assert.Equal((0, ""), (run.ExitCode, run.ExitCode == 0 ? "" : run.Error));
        Assert.Contains("English only", JsonElement.Parse(run.Out).GetProperty("warnings").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_takes_a_tokenizer_for_each_vocabulary()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("set.json"), """{"name":"words","tokenizer":"clip","add_bos":true,"add_eos":true,"lower_case":true,"tolerance":0}""");
        await File.WriteAllTextAsync(folder.File("cases.jsonl"), """{"id":"1","kind":"tokens","text":"","ids":[930,931]}""");

        var run = await CommandRun.OfAsync(
            "verify", "--cases", folder.Path,
            "--tokenizer", TestData.Golden("fgclip2-tiny", "checkpoint", "tokenizer.json"),
            "--tokenizer", Path.Combine(Model, "vocab.json"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 passed, 0 failed, 0 not run", run.Out, StringComparison.Ordinal);
    }
}
