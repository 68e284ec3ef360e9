using System.Text.Json;
using FgClip.Tests;

namespace FgClip.Mcp.Tests;

/// <summary>The commands <c>similarity</c>, <c>classify</c> and <c>cache</c>, and handles on the command line.</summary>
public sealed class KeepCommandTests : IDisposable
{
    private static readonly string Sample = Path.Combine(TestData.Root, "samples", "scene.jpg");
    private static readonly string Other = TestData.Golden("fgclip2-scenes", "inputs", "0071.jpg");

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Similarity_shows_a_matrix_and_pairs()
    {
        var json = await RunAsync("similarity", Sample, Other, "--text", "a green snake", "--json");
        var table = await RunAsync("similarity", Sample, Other, "--pairs");

        var matrix = JsonElement.Parse(json.Out).GetProperty("matrix");
        Assert.True(matrix[0][0].GetDouble() > matrix[1][0].GetDouble());
        Assert.Equal(0, table.ExitCode);
        Assert.Contains(Sample, Assert.Single(table.Out.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Contains("demonstration", table.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_labels_a_picture_and_its_boxes()
    {
        var json = await RunAsync("classify", Sample, "a dog", "a snake", "--template", "{}", "--template", "one {}", "--json");
        var table = await RunAsync("classify", Sample, "a dog", "a snake", "a bicycle", "--box", "0,100,150,288", "--box", "200,160,384,288", "--top-k", "1");

        Assert.Equal("a snake", JsonElement.Parse(json.Out).GetProperty("results")[0].GetProperty("label").GetString());
        Assert.Equal(5, table.Out.TrimEnd().Split('\n').Length);
        Assert.Contains("a bicycle", table.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kept_features_have_handles_that_later_commands_take()
    {
        var kept = JsonElement.Parse((await RunAsync("embed", Sample, "--text", "a green snake", "--keep", "--json")).Out).GetProperty("embeddings");
        string image = kept[0].GetProperty("uri").GetString()!, text = kept[1].GetProperty("uri").GetString()!;
        var loose = JsonElement.Parse((await RunAsync("embed", Sample, "--json")).Out);

        var pair = await RunAsync("similarity", image, "--text", text, "--json");
        var ranked = await RunAsync("rank", image, "a green snake", "two dogs", "--json");
        var stats = JsonElement.Parse((await RunAsync("cache", "stats", "--json")).Out);

        Assert.Equal(JsonValueKind.Null, loose.GetProperty("embeddings")[0].GetProperty("uri").ValueKind);
        Assert.Equal(
            JsonElement.Parse(ranked.Out).GetProperty("results")[0].GetProperty("cosine").GetDouble(),
            JsonElement.Parse(pair.Out).GetProperty("matrix")[0][0].GetDouble(),
            1e-6);
        Assert.Equal(2, stats.GetProperty("embeddings").GetInt32());
        Assert.StartsWith(_data.Path, stats.GetProperty("file").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clearing_ends_handles()
    {
        var kept = JsonElement.Parse((await RunAsync("embed", "--text", "a dog", "--keep", "--json")).Out);
        var handle = kept.GetProperty("embeddings")[0].GetProperty("uri").GetString()!;

        var other = JsonElement.Parse((await RunAsync("cache", "clear", "--model", "another", "--json")).Out);
        var cleared = JsonElement.Parse((await RunAsync("cache", "clear", "--json")).Out);
        var after = await RunAsync("similarity", Sample, "--text", handle);

        Assert.Equal((0, 1), (other.GetProperty("removed").GetInt32(), cleared.GetProperty("removed").GetInt32()));
        Assert.NotEqual(0, after.ExitCode);
        Assert.Contains(handle, after.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_kept_is_no_error()
    {
        var stats = await RunAsync("cache", "stats");
        var cleared = await RunAsync("cache", "clear");

        Assert.Equal((0, 0), (stats.ExitCode, cleared.ExitCode));
        Assert.Contains("0 embeddings", stats.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_data.Path));
    }

    [Theory]
    [InlineData(2, "similarity", "at least two")]
    [InlineData(2, "classify {scene} a --template b", "templates[0]")]
    [InlineData(2, "classify {scene} a --box 1,2,3", "--box takes four numbers")]
    [InlineData(2, "classify {scene} a --box 1,2,1,5", "boxes[0] has no area")]
    [InlineData(3, "classify no-such.jpg a", "no-such.jpg")]
    [InlineData(2, "stdio --tools dance", "dance")]
    public async Task Wrong_lines_say_what_is_wrong(int exitCode, string line, string words)
    {
        var run = await CommandRun.OfAsync([.. line.Split(' ').Select(word => word == "{scene}" ? Sample : word)]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(
        arguments[0] == "classify" ? arguments : [.. arguments, "--data", _data.Path]);
}
