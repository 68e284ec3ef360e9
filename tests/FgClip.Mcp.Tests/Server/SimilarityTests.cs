using System.Text.Json;

namespace FgClip.Mcp.Tests.Server;

public class SimilarityTests(SharedServer shared)
{
    [Fact]
    public async Task Pictures_are_rows_and_texts_columns()
    {
        var answer = await AskAsync("""{"images": [{scene}, {other}], "texts": ["a green snake", "两只狗", "a bus"]}""");

        var matrix = answer.GetProperty("matrix");
        Assert.Equal(2, matrix.GetArrayLength());
        Assert.All(matrix.EnumerateArray(), row => Assert.Equal(3, row.GetArrayLength()));
        Assert.True(matrix[0][0].GetDouble() > matrix[1][0].GetDouble());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("pairs").ValueKind);
        Assert.Equal(["a green snake", "两只狗", "a bus"], answer.GetProperty("columns").EnumerateArray().Select(item => item.GetProperty("source").GetString()));
    }

    [Fact]
    public async Task The_numbers_are_cosines_of_the_embeddings()
    {
        var answer = await AskAsync("""{"images": [{scene}], "texts": ["a green snake"], "mode": "pairs"}""");
        var image = await ValuesAsync("embed_image", """{"images": [{scene}], "include_values": true}""");
        var text = await ValuesAsync("embed_text", """{"texts": ["a green snake"], "include_values": true}""");

        var pair = Assert.Single(answer.GetProperty("pairs").EnumerateArray());

        var cosine = image.Zip(text, (left, right) => left * right).Sum();
        Assert.Equal(cosine, pair.GetProperty("cosine").GetDouble(), 1e-5);
        var ranked = await shared.Server.AnswerAsync("rank_captions", ToolExample.WithPlaces("""{"image": {scene}, "captions": ["a green snake"]}"""));
        Assert.Equal(ranked.GetProperty("results")[0].GetProperty("logit").GetDouble(), pair.GetProperty("logit").GetDouble(), 1e-5);
        Assert.Equal(ranked.GetProperty("results")[0].GetProperty("probability").GetDouble(), pair.GetProperty("probability").GetDouble(), 1e-6);
    }

    [Fact]
    public async Task One_list_is_compared_with_itself()
    {
        var answer = await AskAsync("""{"texts": ["a dog", "a puppy dog", "a bus"]}""");

        var matrix = answer.GetProperty("matrix");
        for (var row = 0; row < 3; row++)
        {
            Assert.Equal(1, matrix[row][row].GetDouble(), 1e-6);
            for (var column = 0; column < 3; column++) Assert.Equal(matrix[row][column].GetDouble(), matrix[column][row].GetDouble(), 1e-6);
        }
    }

    [Fact]
    public async Task Pairs_of_one_list_are_any_two_most_alike_first()
    {
        var answer = await AskAsync("""{"images": [{scene}, {other}, {scene}], "mode": "pairs"}""");

        (int, int)[] order = [.. answer.GetProperty("pairs").EnumerateArray().Select(pair => (pair.GetProperty("row").GetInt32(), pair.GetProperty("column").GetInt32()))];
        Assert.Equal(3, order.Length);
        Assert.Equal((0, 2), order[0]);
        Assert.Equal(1, answer.GetProperty("pairs")[0].GetProperty("cosine").GetDouble(), 1e-6);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("pairs")[0].GetProperty("logit").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("matrix").ValueKind);
    }

    [Fact]
    public async Task Texts_share_one_head_and_what_is_not_comparable_is_warned_of()
    {
        var sentence = string.Join(' ', Enumerable.Repeat("a green snake is on the left of a red bicycle.", 4));
        var together = await shared.Server.AnswerAsync("similarity", ToolExample.Json(new { texts = new[] { "a dog", sentence } }));
        Assert.Equal(["long", "long"], together.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("text_kind").GetString()));

        var box = await AskAsync("""{"images": [{scene}], "texts": ["a dog"], "text_kind": "box", "mode": "pairs"}""");
        Assert.Contains(box.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains("kind box", StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Null, box.GetProperty("pairs")[0].GetProperty("probability").ValueKind);
    }

    [Theory]
    [InlineData("{}", "nothing to compare|at least two")]
    [InlineData("""{"texts": ["a"]}""", "at least two|0 images and 1 text")]
    [InlineData("""{"images": [{scene}, {other}], "texts": ["a"], "mode": "pairs"}""", "by place|expected 2 texts|mode matrix")]
    [InlineData("""{"texts": ["a", "b"], "mode": "list"}""", "'mode'|matrix, pairs")]
    [InlineData("""{"texts": ["a", " "]}""", "texts[1] is empty")]
    public async Task What_cannot_be_compared_is_told_why(string arguments, string words)
    {
        var error = await shared.Server.ErrorAsync("similarity", ToolExample.WithPlaces(arguments));

        Assert.All(words.Split('|'), word => Assert.Contains(word, error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task More_cosines_than_clients_take_are_refused_before_the_work()
    {
        var error = await shared.Server.ErrorAsync("similarity", ToolExample.Json(new { texts = Enumerable.Range(0, 129).Select(number => $"{number} dogs") }));

        Assert.Contains("at most 16384 cosines, got 129 × 129", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_largest_answer_fits()
    {
        var answer = await shared.Server.AnswerAsync("similarity", ToolExample.Json(new { texts = Enumerable.Range(0, 128).Select(number => $"{number} dogs") }));

        Assert.Equal(128, answer.GetProperty("matrix").GetArrayLength());
    }

    private Task<JsonElement> AskAsync(string arguments) => shared.Server.AnswerAsync("similarity", ToolExample.WithPlaces(arguments));

    private async Task<double[]> ValuesAsync(string tool, string arguments) =>
        [.. (await shared.Server.AnswerAsync(tool, ToolExample.WithPlaces(arguments)))
            .GetProperty("embeddings")[0].GetProperty("values").EnumerateArray().Select(value => value.GetDouble())];
}
