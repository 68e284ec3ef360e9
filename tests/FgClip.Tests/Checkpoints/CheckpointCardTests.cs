using FgClip.Checkpoints;

namespace FgClip.Tests.Checkpoints;

public sealed class CheckpointCardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_member_is_read_and_unknown_ones_are_passed_over()
    {
        var card = Read("""
            {"name":" scenes ","domain":"drawn scenes","demonstration":true,"languages":["en","zh"],"max_patches":256,
             "license":"Apache-2.0","description":"你好","calibration":{"margin":[0.1]},"later":{"x":1}}
            """);

        Assert.Equal(("scenes", "drawn scenes", true, 256), (card.Name, card.Domain, card.Demonstration, card.MaxPatches));
        Assert.Equal(["en", "zh"], card.Languages);
        Assert.Equal(("Apache-2.0", "你好"), (card.License, card.Description));
        Assert.Equal(0.1, card.Calibration!.Value.GetProperty("margin")[0].GetDouble());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"name":null,"domain":null,"demonstration":null,"languages":null,"max_patches":null,"license":null,"description":null,"calibration":null}""")]
    [InlineData("""{"name":"  "}""")]
    public void Absent_members_have_defaults(string json)
    {
        var card = Read(json);

        Assert.Equal((Path.GetFileName(_folder.Path), null, false, null), (card.Name, card.Domain, card.Demonstration, card.MaxPatches));
        Assert.Empty(card.Languages);
        Assert.Null(card.Calibration);
    }

    [Theory]
    [InlineData("models/mine", "mine")]
    [InlineData("models--qihoo360--fg-clip2-base/snapshots/430fbc8a", "qihoo360/fg-clip2-base")]
    [InlineData("models--gpt2/snapshots/430fbc8a", "gpt2")]
    [InlineData("elsewhere/snapshots/430fbc8a", "430fbc8a")]
    public void The_default_name_is_the_folders_or_the_hub_id(string path, string expected)
    {
        var folder = _folder.At(path.Split('/'));
        Directory.CreateDirectory(folder);

        Assert.Equal(expected, CheckpointCard.Read(folder).Name);
    }

    [Theory]
    [InlineData("""{"name":3}""", "'name' is not usable; expected a string, got 3")]
    [InlineData("""{"demonstration":"yes"}""", "'demonstration' is not usable")]
    [InlineData("""{"languages":"en"}""", "'languages' is not usable; expected an array of strings, got 'en'")]
    [InlineData("""{"languages":["en",3]}""", "'languages' is not usable")]
    [InlineData("""{"max_patches":0}""", "'max_patches' is not usable; expected a whole number from 1")]
    [InlineData("""{"calibration":[]}""", "'calibration' is not usable; expected an object, got an array of 0")]
    [InlineData("""3""", "is not a JSON object; got 3")]
    public void A_wrong_member_is_refused_by_name(string json, string says)
    {
        var error = Assert.Throws<FgClipException>(() => Read(json));

        Assert.StartsWith($"{_folder.At("fgclip.json")}: {says}", error.Message, StringComparison.Ordinal);
    }

    private CheckpointCard Read(string json)
    {
        _folder.Write("fgclip.json", json);
        return CheckpointCard.Read(_folder.Path);
    }
}
