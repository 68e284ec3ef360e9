using FgClip.Evaluation.Scenes.Making.Drawing;

namespace FgClip.Evaluation.Tests.Scenes.Making;

/// <summary>The font that drawing tests need: named by a variable, or where systems put it; tests without it are skipped.</summary>
internal static class EmojiFile
{
    private const string Variable = "FGCLIP_EMOJI_FONT";

    public static string Required()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        var path = string.IsNullOrEmpty(named) ? EmojiFont.Find() : named;
        Assert.SkipWhen(path is null, $"Noto Color Emoji is not installed; set {Variable} to NotoColorEmoji.ttf to run this test");
        return path!;
    }
}
