using System.Text.Json;
using FgClip.Mcp.Cli;
using FgClip.Tests;

namespace FgClip.Mcp.Tests;

public class CheckCommandTests
{
    private static readonly string Picture = Path.Combine(TestData.Root, "samples", "scene.jpg");

    [Fact]
    public async Task A_wrong_caption_is_put_right_and_drawn()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "checked.png");

        var run = await CommandRun.OfAsync("check", Picture, "a blue snake on an orange background", "--json", "--output", file);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        using var answer = JsonDocument.Parse(run.Out);
        var root = answer.RootElement;
        Assert.Equal("mismatch", root.GetProperty("verdict").GetString());
        Assert.Equal("a green snake on an orange background", root.GetProperty("corrected_caption").GetString());
        Assert.Equal(Path.GetFullPath(file), root.GetProperty("image_output").GetString());
        var color = root.GetProperty("claims").EnumerateArray().Single(claim => claim.GetProperty("kind").GetString() == "color");
        Assert.Equal("contradicted", color.GetProperty("verdict").GetString());
        Assert.Equal("green snake", color.GetProperty("alternative").GetString());
        Assert.True(color.GetProperty("box").GetProperty("x2").GetDouble() > 0);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))[..4]);
    }

    [Fact]
    public async Task The_table_names_every_claim()
    {
        var run = await CommandRun.OfAsync("check", Picture, "蓝色背景上的一条绿色的蛇");

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Contains("蓝色背景 → 橙色背景", run.Out, StringComparison.Ordinal);
        Assert.Contains("corrected: 橙色背景上的一条绿色的蛇", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_captions_are_checked_each_by_itself()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.OfAsync(
            "check", Picture, "a blue snake", " ", "a green snake", "--json", "--output", Path.Combine(folder.Path, "checked.png"));

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        using var answer = JsonDocument.Parse(run.Out);
        var results = answer.RootElement.GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal(["mismatch", null, "match"], results.Select(result => result.GetProperty("verdict").GetString()));
        Assert.Equal("a green snake", results[0].GetProperty("corrected_caption").GetString());
        Assert.Contains("captions[1] is empty", results[1].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(["checked-1.png", "checked-3.png"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Several_captions_have_a_table_each()
    {
        var run = await CommandRun.OfAsync("check", Picture, "a blue snake", "a green snake");

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Contains("1. a blue snake", run.Out, StringComparison.Ordinal);
        Assert.Contains("2. a green snake", run.Out, StringComparison.Ordinal);
        Assert.Contains("corrected: a green snake", run.Out, StringComparison.Ordinal);
        Assert.Contains("Of 2 captions 1 match, 1 do not, 0 unsure.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Captions_of_which_none_can_be_checked_are_a_wrong_argument()
    {
        var run = await CommandRun.OfAsync("check", Picture, " ", "");

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("captions[0] is empty", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_caption_is_a_wrong_argument()
    {
        var run = await CommandRun.OfAsync("check", Picture, " ");

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("caption is empty", run.Error, StringComparison.Ordinal);
    }
}
