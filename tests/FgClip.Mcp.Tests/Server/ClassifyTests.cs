using System.Text.Json;

namespace FgClip.Mcp.Tests.Server;

public class ClassifyTests(SharedServer shared)
{
    [Fact]
    public async Task A_whole_picture_has_probabilities_and_shares_best_first()
    {
        var answer = await AskAsync("""{"image": {scene}, "labels": ["a dog", "a green snake", "一辆公交车"]}""");

        var results = answer.GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal("a green snake", results[0].GetProperty("label").GetString());
        Assert.Equal(1, results.Sum(row => row.GetProperty("share").GetDouble()), 1e-9);
        Assert.All(results, row => Assert.InRange(row.GetProperty("probability").GetDouble(), 0, 1));
        Assert.All(results, row => Assert.Equal(JsonValueKind.Null, row.GetProperty("box").ValueKind));
        Assert.Equal(["{}"], answer.GetProperty("templates").EnumerateArray().Select(template => template.GetString()));
    }

    [Fact]
    public async Task Boxes_are_labelled_one_by_one()
    {
        var answer = await AskAsync("""{"image": {scene}, "labels": ["a dog", "a snake", "a bicycle"], "boxes": [[0, 100, 150, 288], [200, 160, 384, 288]], "top_k": 1}""");

        var results = answer.GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal(["a snake", "a bicycle"], results.Select(row => row.GetProperty("label").GetString()));
        Assert.Equal([0, 1], results.Select(row => row.GetProperty("box").GetProperty("index").GetInt32()));
        Assert.Equal(200, results[1].GetProperty("box").GetProperty("x1").GetDouble());
        Assert.All(results, row => Assert.Equal(JsonValueKind.Null, row.GetProperty("probability").ValueKind));
    }

    [Fact]
    public async Task Boxes_of_a_region_are_in_pixels_of_the_whole_picture()
    {
        var answer = await AskAsync("""{"image": {scene}, "labels": ["a snake", "a bicycle"], "boxes": [[210, 165, 380, 285]], "region": [200, 160, 384, 288]}""");

        Assert.Equal("a bicycle", answer.GetProperty("results")[0].GetProperty("label").GetString());
        Assert.Equal(210, answer.GetProperty("results")[0].GetProperty("box").GetProperty("x1").GetDouble());
    }

    [Theory]
    [InlineData("""{"image": {scene}, "labels": []}""", "'labels'|1 to 256")]
    [InlineData("""{"image": {scene}, "labels": ["a"], "templates": ["a photo"]}""", "templates[0]|{} once")]
    [InlineData("""{"image": {scene}, "labels": ["a"], "templates": ["{} and {}"]}""", "templates[0]|{} once")]
    [InlineData("""{"image": {scene}, "labels": ["a"], "boxes": [[1, 2, 3]]}""", "boxes[0] is no box|x1, y1, x2, y2")]
    [InlineData("""{"image": {scene}, "labels": ["a"], "boxes": [[5, 5, 5, 9]]}""", "boxes[0] has no area|384×288")]
    [InlineData("""{"image": {scene}, "labels": ["a"], "boxes": [[900, 900, 990, 990]]}""", "boxes[0] has no area")]
    [InlineData("""{"image": {scene}, "labels": ["a"], "boxes": []}""", "'boxes'|1 to 64 boxes|got 0")]
    public async Task Labels_templates_and_boxes_that_cannot_be_used_are_named(string arguments, string words)
    {
        var error = await shared.Server.ErrorAsync("classify", ToolExample.WithPlaces(arguments));

        Assert.All(words.Split('|'), word => Assert.Contains(word, error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_box_as_a_text_is_a_list_of_one()
    {
        var answer = await AskAsync("""{"image": {scene}, "labels": ["a snake"], "boxes": "[0, 100, 150, 288]"}""");

        Assert.Equal(0, Assert.Single(answer.GetProperty("results").EnumerateArray()).GetProperty("box").GetProperty("index").GetInt32());
    }

    private Task<JsonElement> AskAsync(string arguments) => shared.Server.AnswerAsync("classify", ToolExample.WithPlaces(arguments));
}
