using FgClip.Tests;
using ModelContextProtocol;

namespace FgClip.Mcp.Tests.Server;

/// <summary>Calls that cannot succeed: each error names what was wrong and what to do, and the server goes on.</summary>
public class BadCallTests(SharedServer shared)
{
    /// <summary>The tool, its arguments ({scene} is the sample), and what the error says, apart by '|'.</summary>
    public static TheoryData<string, string, string> Calls => new()
    {
        { "rank_captions", """{"image": "no-such.jpg", "captions": ["a"]}""", "no-such.jpg|no such file" },
        { "rank_captions", """{"image": "file:///no/such.jpg", "captions": ["a"]}""", "/no/such.jpg" },
        { "rank_captions", """{"image": "https://example.com/a.jpg", "captions": ["a"]}""", "URLs are not fetched|Save the picture" },
        { "rank_captions", """{"image": "fgclip://rendered/gone.png", "captions": ["a"]}""", "fgclip://rendered/gone.png|Give a path" },
        { "rank_captions", """{"image": "data:image/png,abc", "captions": ["a"]}""", "data URI is malformed|base64" },
        { "rank_captions", """{"image": "data:image/png;base64,!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!", "captions": ["a"]}""", "data URI is not base64" },
        { "rank_captions", """{"image": "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5eg==", "captions": ["a"]}""", "base64 picture|JPEG, PNG" },
        { "rank_captions", """{"image": " ", "captions": ["a"]}""", "'image'|empty" },
        { "rank_captions", """{"image": 5, "captions": ["a"]}""", "'image'|a text|got 5" },
        { "rank_captions", """{"image": {scene}}""", "'captions' is missing|a list of 1 to 256 texts" },
        { "rank_captions", "{}", "'image' is missing" },
        { "rank_captions", """{"image": {scene}, "captions": ["a", ""]}""", "captions[1] is empty" },
        { "rank_captions", """{"image": {scene}, "captions": ["a", 7]}""", "captions[1] is not a text|got 7" },
        { "rank_captions", """{"image": {scene}, "captions": []}""", "'captions'|1 to 256|got 0" },
        { "rank_captions", """{"image": {scene}, "captions": {"a": 1}}""", "'captions'|a list" },
        { "rank_captions", """{"image": {scene}, "captions": ["a"], "max_patches": -3}""", "'max_patches'|1 to 65536|-3" },
        { "rank_captions", """{"image": {scene}, "captions": ["a"], "max_patches": 1e300}""", "'max_patches'|65536|1e300" },
        { "rank_captions", """{"image": {scene}, "captions": ["a"], "max_patches": 1.5}""", "'max_patches'|whole number|1.5" },
        { "rank_captions", """{"image": {scene}, "captions": ["a"], "max_patches": "many"}""", "'max_patches'|whole number|many" },
        { "rank_captions", """{"image": {scene}, "captions": ["a"], "top_k": 0}""", "'top_k'|1 to 256" },
        { "rank_captions", """{"image": {scene}, "captions": ["a"], "text_kind": "loud"}""", "'text_kind'|auto, short, long|loud" },
        { "rank_captions", """{"image": {scene}, "captions": ["a"], "orientation": "up"}""", "'orientation'|ignore, apply" },
        { "rank_captions", """{"image": {scene}, "captions": ["a"], "region": [1, 2, 3]}""", "'region'|x1, y1, x2, y2" },
        { "rank_captions", """{"image": {scene}, "captions": ["a"], "region": [9, 9, 9, 9]}""", "region" },
        { "rank_captions", """{"image": {scene}, "captions": ["a"], "region": [9000, 9000, 9100, 9100]}""", "region|384" },
        { "rank_captions", """{"image": {scene}, "captions": ["a"], "region": "here"}""", "'region'|four numbers" },
        { "rank_captions", """{"image": {scene}, "captions": ["a"], "caption": "a"}""", "'captions' or 'caption'|both" },
        { "rank_captions", """{"image": {scene}, "captions": ["a"], "headlines": "a"}""", "no argument 'headlines'|captions" },
        { "rank_captions", """{"image": {scene}, "captions": ["a"], "region": {"x1": 1, "y1": 1, "x2": 9}}""", "'region'|x1, y1, x2, y2" },
        { "classify", """{"image": {scene}, "labels": ["a"], "boxes": [[900, 900, 950, 950]]}""", "boxes[0]|384×288|got 900, 900, 950, 950" },
        { "detect_mismatches", """{"image": {scene}, "claims": [{"text": "a"}, {}]}""", "'claims[1].text' is missing" },
        { "detect_mismatches", """{"image": {scene}, "claims": [{"text": "a", "kind": "taste"}]}""", "'claims[0].kind'|color|\"taste\"" },
        { "detect_mismatches", """{"image": {scene}, "claims": [{"text": "a", "truth": 1}]}""", "claims[0]|no argument 'truth'" },
        { "detect_mismatches", """{"image": {scene}}""", "one of 'caption', 'captions' and 'claims'|none" },
        { "detect_mismatches", """{"image": {scene}, "caption": "a", "captions": ["a"]}""", "one of 'caption', 'captions' and 'claims'|2" },
        { "detect_mismatches", """{"image": {scene}, "captions": []}""", "'captions'|1 to 256|got 0" },
        { "similarity", """{"texts": ["a"]}""", "nothing to compare|0 images and 1 text." },
        { "rank_images", """{"text": "", "images": [{scene}]}""", "'text'|empty" },
        { "rank_images", """{"text": "a", "images": []}""", "'images'|1 to 64|got 0" },
        { "rank_images", """{"text": "a", "images": ["no-such.jpg"]}""", "no-such.jpg" },
        { "locate_concept", """{"image": {scene}, "concepts": [""]}""", "concepts[0] is empty" },
        { "locate_concept", """{"image": {scene}, "concepts": ["a"], "image_output": "fax"}""", "'image_output'|inline, link, path, none" },
        { "embed_image", """{"images": ["no-such.jpg"]}""", "no-such.jpg" },
        { "embed_text", """{"texts": ["a"], "include_values": "perhaps"}""", "'include_values'|true or false" },
        { "embed_text", """{"texts": ["a"], "text_kind": "auto"}""", "'text_kind'|short, long, box" },
        { "server_status", """{"verbose": true}""", "no argument 'verbose'" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task An_error_names_what_was_wrong_and_what_to_do(string tool, string arguments, string parts)
    {
        var error = await shared.Server.ErrorAsync(tool, ToolExample.WithPlaces(arguments));

        IsHelpful(error, tool, parts.Split('|'));
    }

    [Theory]
    [InlineData("text.png", "text.png|JPEG, PNG, WebP, GIF")]
    [InlineData("cut.jpg", "cut.jpg|cut off")]
    [InlineData("huge.png", "huge.png|30000×30000|smaller")]
    public async Task A_damaged_file_is_an_error(string name, string parts)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File(name), name switch
        {
            "text.png" => "hello, this is no picture"u8.ToArray(),
            "cut.jpg" => PictureBytes.TruncatedJpeg(),
            _ => PictureBytes.HugeHeader(),
        });

        var error = await shared.Server.ErrorAsync("locate_concept", ToolExample.Json(new { image = folder.File(name), concepts = "a" }));

        IsHelpful(error, "locate_concept", parts.Split('|'));
    }

    [Fact]
    public async Task Five_hundred_captions_are_an_error()
    {
        var captions = Enumerable.Range(0, 500).Select(index => $"caption {index}");

        var error = await shared.Server.ErrorAsync("rank_captions", ToolExample.Json(new { image = ToolExample.Scene, captions }));

        IsHelpful(error, "rank_captions", ["'captions'", "1 to 256", "got 500"]);
    }

    [Fact]
    public async Task An_unknown_tool_is_an_error_of_the_protocol()
    {
        var error = await Assert.ThrowsAsync<McpProtocolException>(() => shared.Server.CallAsync("dance", "{}"));

        Assert.Contains("dance", error.Message, StringComparison.Ordinal);
        Assert.All(ToolExample.All, example => Assert.Contains(example.Tool, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_server_goes_on_after_bad_calls()
    {
        await shared.Server.ErrorAsync("rank_captions", "{}");
        await Assert.ThrowsAsync<McpProtocolException>(() => shared.Server.CallAsync("dance", "{}"));

        var answer = await shared.Server.AnswerAsync("embed_text", """{"texts": ["a"]}""");

        Assert.Equal("fgclip2-scenes", answer.GetProperty("model").GetString());
    }

    private static void IsHelpful(string error, string tool, IEnumerable<string> parts)
    {
        Assert.StartsWith($"{tool}: ", error, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal); // no stack trace
        Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
    }
}
