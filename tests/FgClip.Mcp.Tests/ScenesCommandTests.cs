using System.Text.Json;
using FgClip.Evaluation.Scenes.Making.Drawing;
using FgClip.Mcp.Cli;
using FgClip.Tests;

namespace FgClip.Mcp.Tests;

public class ScenesCommandTests
{
    [Fact]
    public async Task Make_writes_scenes_and_says_where_they_are()
    {
        var named = Environment.GetEnvironmentVariable("FGCLIP_EMOJI_FONT");
        var font = string.IsNullOrEmpty(named) ? EmojiFont.Find() : named;
        Assert.SkipWhen(font is null, "Noto Color Emoji is not installed; set FGCLIP_EMOJI_FONT to NotoColorEmoji.ttf to run this test");
        using var folder = new TemporaryFolder();
        string[] make = ["scenes", "make", "--seed", "3", "--count", "2", "--font", font!, "--output"];

        var plain = await CommandRun.OfAsync([.. make, folder.File("one")]);
        var json = await CommandRun.OfAsync([.. make, folder.File("two"), "--json"]);
        var again = await CommandRun.OfAsync([.. make, folder.File("one")]);

        Assert.Equal((ExitCodes.Success, folder.File("one") + Environment.NewLine), (plain.ExitCode, plain.Out));
        Assert.Contains("fgclip: 100 % of the scenes", plain.Error, StringComparison.Ordinal);
        using var answer = JsonDocument.Parse(json.Out);
        Assert.Equal(["folder", "seed", "scenes", "objects", "mismatches", "font"], answer.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(2, answer.RootElement.GetProperty("scenes").GetInt32());
        Assert.Equal(2, File.ReadLines(Path.Combine(folder.Path, "two", "scenes.jsonl")).Count());
        Assert.Equal(ExitCodes.File, again.ExitCode);
        Assert.Contains("there are scenes already", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_arguments_are_named()
    {
        using var folder = new TemporaryFolder();

        var without = await CommandRun.OfAsync("scenes", "make", "--count", "2");
        var words = await CommandRun.OfAsync("scenes", "make", "--seed", "one", "--count", "2");
        var many = await CommandRun.OfAsync("scenes", "make", "--seed", "1", "--count", "100001", "--output", folder.File("out"));
        var font = await CommandRun.OfAsync("scenes", "make", "--seed", "1", "--count", "1", "--output", folder.File("out"), "--font", folder.File("no.ttf"));

        Assert.Equal((ExitCodes.Usage, ExitCodes.Usage, ExitCodes.Usage), (without.ExitCode, words.ExitCode, many.ExitCode));
        Assert.Contains("--seed", without.Error, StringComparison.Ordinal);
        Assert.Contains("as a whole number", words.Error, StringComparison.Ordinal);
        Assert.Contains("expected 1 to 100000, got 100001", many.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.File, font.ExitCode);
        Assert.Contains("name its file with --font", font.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("out")));
    }
}
