using System.Text.Json;
using FgClip.Mcp.Cli;
using FgClip.Tests;

namespace FgClip.Mcp.Tests;

public class CalibrateCommandTests
{
    [Fact]
    public async Task It_writes_a_card_that_judges_from_then_on()
    {
        using var folder = new TemporaryFolder();
        var model = Path.Combine(folder.Path, "model");
        Directory.CreateDirectory(model);
        foreach (var file in Directory.GetFiles(TestData.ScenesModel)) File.Copy(file, Path.Combine(model, Path.GetFileName(file)));
        var data = Scenes(folder.Path, 30);

        var run = await CommandRun.OfAsync("calibrate", "--data", data, "--model", model, "--in-place", "--json");

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        using var answer = JsonDocument.Parse(run.Out);
        var kinds = answer.RootElement.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetProperty("kind").GetString()).ToArray();
        Assert.Contains("places", kinds);
        Assert.Contains("presence", kinds);
        Assert.Contains("binding", answer.RootElement.GetProperty("not_fitted").EnumerateArray().Select(kind => kind.GetString()));
        using var card = JsonDocument.Parse(File.ReadAllText(Path.Combine(model, "fgclip.json")));
        Assert.Equal("drawn scenes", card.RootElement.GetProperty("domain").GetString());
        Assert.Equal(30, card.RootElement.GetProperty("calibration").GetProperty("pictures").GetInt32());
        Assert.Equal(ExitCodes.Success, (await CommandRun.OfAsync("check", System.IO.Path.Combine(TestData.Root, "samples", "scene.jpg"), "a green snake", "--model", model, "--json")).ExitCode);
    }

    [Fact]
    public async Task Too_few_pictures_are_refused()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.OfAsync("calibrate", "--data", Scenes(folder.Path, 1));

        Assert.Equal(ExitCodes.File, run.ExitCode);
        Assert.Contains("too few to fit anything", run.Error, StringComparison.Ordinal);
    }

    private static string Scenes(string folder, int count)
    {
        var data = Path.Combine(folder, "data");
        Directory.CreateDirectory(data);
        File.CreateSymbolicLink(Path.Combine(data, "images"), TestData.Path("scenes", "val", "images"));
        File.WriteAllLines(Path.Combine(data, "scenes.jsonl"), File.ReadLines(TestData.Path("scenes", "val", "scenes.jsonl")).Take(count));
        return data;
    }
}
