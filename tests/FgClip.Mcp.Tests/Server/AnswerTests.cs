using System.Text;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tests.Server;

public class AnswerTests(SharedServer shared)
{
    private const int MegaByte = 1_000_000;

    public static TheoryData<string> Tools => ToolExample.Names;

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task Every_answer_has_the_members_that_scripts_rely_on(string tool)
    {
        var example = ToolExample.Of(tool);

        var answer = await shared.Server.AnswerAsync(tool, example.Arguments);

        // server_status is about the server, not about a picture.
        string[] common = example.List is null
            ? ["model", "precision", "summary"]
            : ["model", "precision", "max_patches", "domain", "demonstration", "warnings", "summary"];
        HasMembers(answer, common);
        Assert.Equal("fgclip2-scenes", answer.GetProperty("model").GetString());
        Assert.Equal("float32", answer.GetProperty("precision").GetString());
        Assert.Equal("drawn scenes", answer.GetProperty("domain").GetString());
        Assert.EndsWith(".", answer.GetProperty("summary").GetString(), StringComparison.Ordinal);
        if (example.List is null)
        {
            HasMembers(answer, example.Members);
            return;
        }

        Assert.NotEmpty(answer.GetProperty(example.List).EnumerateArray());
        Assert.All(answer.GetProperty(example.List).EnumerateArray(), item => HasMembers(item, example.Members));
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task Structured_content_is_the_same_json_as_the_text_and_is_missing_beside_pictures(string tool)
    {
        var example = ToolExample.Of(tool);

        var result = await shared.Server.CallAsync(tool, example.Arguments);

        Assert.Equal(example.Pictures, result.Content.OfType<ImageContentBlock>().Count());
        Assert.Equal(example.Pictures + 1, result.Content.Count);
        if (example.Pictures > 0)
        {
            Assert.Null(result.StructuredContent);
            return;
        }

        Assert.True(JsonElement.DeepEquals(result.StructuredContent!.Value, JsonElement.Parse(ConnectedServer.TextOf(result))));
    }

    [Fact]
    public async Task Chinese_stays_readable_in_the_text()
    {
        var result = await shared.Server.CallAsync("rank_captions", ToolExample.Of("rank_captions").Arguments);

        Assert.Contains("一条绿色的蛇", ConnectedServer.TextOf(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rank_captions", """{"image": {scene}, "caption": "a snake"}""")]
    [InlineData("embed_image", """{"image": {scene}}""")]
    [InlineData("embed_text", """{"text": "a dog"}""")]
    [InlineData("classify", """{"image": {scene}, "label": "a dog", "template": "a photo of a {}"}""")]
    public async Task A_list_may_come_as_one_text_under_the_name_in_the_singular(string tool, string arguments) =>
        Assert.Equal("fgclip2-scenes", (await shared.Server.AnswerAsync(tool, ToolExample.WithPlaces(arguments))).GetProperty("model").GetString());

    [Fact]
    public async Task Boxes_may_be_given_back_as_answers_write_them()
    {
        var box = new { x1 = 0, y1 = 119, x2 = 149, y2 = 263, score = 0.3 };
        var arguments = ToolExample.Json(new { image = ToolExample.Scene, labels = """["a dog", "a snake"]""", boxes = new[] { box }, region = box });

        var answer = await shared.Server.AnswerAsync("classify", arguments);

        Assert.Equal("a snake", answer.GetProperty("results")[0].GetProperty("label").GetString());
        Assert.Equal(119, answer.GetProperty("results")[0].GetProperty("box").GetProperty("y1").GetDouble());
    }

    [Fact]
    public async Task A_summary_names_a_long_caption_by_its_start()
    {
        var arguments = ToolExample.Json(new { image = ToolExample.Scene, captions = new[] { string.Concat(Enumerable.Repeat("蛇\n", 2000)) } });

        var answer = await shared.Server.AnswerAsync("rank_captions", arguments);

        Assert.InRange(answer.GetProperty("summary").GetString()!.Length, 100, 200);
        Assert.True(answer.GetProperty("results")[0].GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public async Task Lists_and_numbers_that_arrive_as_strings_mean_what_they_say()
    {
        var arguments = ToolExample.Json(new
        {
            image = ToolExample.Scene,
            captions = """["two dogs", "一条绿色的蛇"]""",
            max_patches = "128",
            region = "[0, 100, 300, 288]",
            top_k = "1",
        });

        var answer = await shared.Server.AnswerAsync("rank_captions", arguments);

        Assert.Equal(128, answer.GetProperty("max_patches").GetInt32());
        var best = Assert.Single(answer.GetProperty("results").EnumerateArray());
        Assert.Equal("一条绿色的蛇", best.GetProperty("caption").GetString());
    }

    [Fact]
    public async Task One_text_where_a_list_is_asked_for_is_a_list_of_one()
    {
        var answer = await shared.Server.AnswerAsync("embed_text", """{"texts": "a dog"}""");

        Assert.Single(answer.GetProperty("embeddings").EnumerateArray());
    }

    [Fact]
    public async Task An_unreadable_picture_among_good_ones_has_its_own_error()
    {
        var images = new[] { ToolExample.Other, "no-such.jpg", ToolExample.Scene };

        var ranked = await shared.Server.AnswerAsync("rank_images", ToolExample.Json(new { text = "a green snake", images }));
        var embedded = await shared.Server.AnswerAsync("embed_image", ToolExample.Json(new { images }));

        int[] order = [.. ranked.GetProperty("results").EnumerateArray().Select(row => row.GetProperty("index").GetInt32())];
        Assert.Equal([2, 0, 1], order);
        Assert.Contains("no-such.jpg", ranked.GetProperty("results")[2].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains("no-such.jpg", embedded.GetProperty("embeddings")[1].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, embedded.GetProperty("embeddings")[0].GetProperty("error").ValueKind);
    }

    [Fact]
    public async Task Boxes_and_peaks_of_a_region_are_in_pixels_of_the_whole_picture()
    {
        var answer = await shared.Server.AnswerAsync("locate_concept", ToolExample.WithPlaces(
            """{"image": {scene}, "concepts": ["a red bicycle"], "region": [200, 160, 384, 288], "image_output": "none"}"""));

        var peak = answer.GetProperty("concepts")[0].GetProperty("peak");
        Assert.InRange(peak.GetProperty("x").GetDouble(), 200, 384);
        Assert.InRange(peak.GetProperty("y").GetDouble(), 160, 288);
    }

    [Fact]
    public async Task An_annotated_picture_makes_room_for_a_long_answer()
    {
        var claims = Enumerable.Range(0, 64).Select(index => new { text = $"{index} {new string('蛇', 800)}", alternatives = """["a dog"]""" });
        var arguments = ToolExample.Json(new { image = Convert.ToBase64String(PictureBytes.Noise(1600, 1200)), claims });

        var result = await shared.Server.CallAsync("detect_mismatches", arguments);

        Assert.Single(result.Content.OfType<ImageContentBlock>());
        Assert.InRange(WireBytes(result), 500_000, MegaByte);
    }

    [Fact]
    public async Task Picture_answers_stay_below_a_megabyte_on_the_wire()
    {
        var concepts = Enumerable.Range(1, 5).Select(index => $"a dog with {index} legs");
        var arguments = ToolExample.Json(new { image = Convert.ToBase64String(PictureBytes.Noise(1600, 1200)), concepts });

        var result = await shared.Server.CallAsync("locate_concept", arguments);

        Assert.Equal(4, result.Content.OfType<ImageContentBlock>().Count());
        Assert.InRange(WireBytes(result), 500_000, MegaByte);
    }

    [Fact]
    public async Task Drawn_pictures_are_below_a_megabyte_even_beside_much_text()
    {
        var concepts = Enumerable.Range(0, 32).Select(index => $"{index} {new string('"', 400)}");
        var arguments = ToolExample.Json(new { image = Convert.ToBase64String(PictureBytes.Noise(1600, 1200)), concepts });

        var result = await shared.Server.CallAsync("locate_concept", arguments);

        Assert.InRange(WireBytes(result), 1, MegaByte);
    }

    [Fact]
    public async Task An_answer_above_a_megabyte_is_an_error_that_says_what_to_do()
    {
        var texts = Enumerable.Range(0, 256).Select(index => $"{index} {new string('狗', 3_000)}");

        var error = await shared.Server.ErrorAsync("embed_text", ToolExample.Json(new { texts }));

        Assert.Contains("1 000 000 bytes", error, StringComparison.Ordinal);
        Assert.Contains("fewer", error, StringComparison.Ordinal);
    }

    private static int WireBytes(CallToolResult result) =>
        System.Text.Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(result, McpJsonUtilities.DefaultOptions));

    private static void HasMembers(JsonElement element, IEnumerable<string> members)
    {
        var missing = new StringBuilder().AppendJoin(", ", members.Where(member => !element.TryGetProperty(member, out _)));
        Assert.True(missing.Length == 0, $"missing: {missing}");
    }
}
