using System.Text.Json;
using FgClip.Tests;

namespace FgClip.Mcp.Tests;

public sealed class ExportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_graphs_are_written_tried_and_listed()
    {
        var run = await CommandRun.OfAsync("models", "export", "--model", TestData.Golden("fgclip1-tiny", "checkpoint"), _folder.File("out"));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(10, run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("vision_tower.onnx", run.Out, StringComparison.Ordinal);
        Assert.Contains("in float32 to", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.File("out"), "export.json")));
    }

    [Fact]
    public async Task The_embedded_model_is_exported_where_none_is_named()
    {
        var run = await CommandRun.OfAsync("models", "export", _folder.File("out"), "--precision", "float16", "--json");

        var answer = JsonElement.Parse(run.Out);
        Assert.Equal(("fgclip2-scenes", "float16", 9), (answer.GetProperty("model").GetString(), answer.GetProperty("precision").GetString(), answer.GetProperty("graphs").GetArrayLength()));
        Assert.InRange(answer.GetProperty("graphs")[0].GetProperty("worst_error").GetDouble(), 0, 0.004);
    }

    [Theory]
    [InlineData(2, "'bfloat16'", "models", "export", "out", "--precision", "int8")]
    [InlineData(2, "OUT is missing", "models", "export")]
    [InlineData(4, "no-such-model", "models", "export", "out", "--model", "no-such-model")]
    public async Task Wrong_use_is_explained(int exitCode, string part, params string[] arguments)
    {
        var run = await CommandRun.OfAsync([.. arguments.Select(argument => argument == "out" ? _folder.File("out") : argument)]);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Out));
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("out")));
    }
}
