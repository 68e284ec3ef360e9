using System.Text.Json;

namespace FgClip.Mcp.Tests.Server;

/// <summary>What server_status tells of the queue, the caches and the time.</summary>
public class StatusTests
{
    [Fact]
    public async Task The_status_counts_what_was_remembered_and_how_long_stages_took()
    {
        await using var server = await ConnectedServer.StartAsync();
        var arguments = ToolExample.Of("rank_captions").Arguments;
        await server.AnswerAsync("rank_captions", arguments);
        await server.AnswerAsync("rank_captions", arguments);

        var status = await server.AnswerAsync("server_status", "{}");

        var pictures = status.GetProperty("caches").GetProperty("pictures");
        Assert.Equal((1, 1, 1), (Number(pictures, "entries"), Number(pictures, "hits"), Number(pictures, "misses")));
        Assert.Equal((2, 2), (Number(status.GetProperty("caches").GetProperty("texts"), "hits"), Number(status.GetProperty("caches").GetProperty("texts"), "misses")));
        var queue = status.GetProperty("queue");
        Assert.Equal((0, 0, 0), (Number(queue, "waiting_calls"), Number(queue, "waiting_items"), Number(queue, "refused_calls")));
        Assert.True(queue.GetProperty("giga_flops_per_second").GetDouble() > 0);
        var stages = status.GetProperty("timings").EnumerateArray().Select(stage => stage.GetProperty("stage").GetString());
        Assert.Superset(new HashSet<string?> { "decode", "resample", "wait", "run", "post" }, stages.ToHashSet());
    }

    [Fact]
    public async Task The_status_tells_what_runs_where()
    {
        await using var server = await ConnectedServer.StartAsync();
        await server.AnswerAsync("rank_captions", ToolExample.Of("rank_captions").Arguments);

        var status = await server.AnswerAsync("server_status", "{}");

        Assert.Equal(("cpu", "asked for", "float32"), (Text("device"), Text("device_reason"), Text("precision")));
        var sessions = status.GetProperty("sessions").EnumerateArray().ToDictionary(part => part.GetProperty("part").GetString()!);
        Assert.Superset(new HashSet<string> { "vision tower", "image head", "text tower" }, sessions.Keys.ToHashSet());
        Assert.NotEmpty(Text("engine")!);
        // Kernels of this program have no graph.
        Assert.All(sessions.Values, part => Assert.Equal(
            Text("engine") == "ONNX Runtime" ? JsonValueKind.Object : JsonValueKind.Null, part.GetProperty("nodes").ValueKind));

        string? Text(string name) => status.GetProperty(name).GetString();
    }

    [Fact]
    public async Task A_large_picture_tells_how_far_it_is()
    {
        await using var server = await ConnectedServer.StartAsync();
        using var cancellation = new CancellationTokenSource();
        var told = new TaskCompletionSource<string>();
        var progress = new Messages(message =>
        {
            if (message.StartsWith("Looking at the picture", StringComparison.Ordinal)) told.TrySetResult(message);
        });
        var call = server.CallAsync(
            "locate_concept",
            ToolExample.WithPlaces("""{"image": {scene}, "concepts": ["a dog"], "max_patches": 16384, "allow_slow": true, "image_output": "none"}"""),
            progress,
            cancellation.Token);

        Assert.EndsWith("%.", await told.Task, StringComparison.Ordinal);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private sealed class Messages(Action<string> report) : IProgress<ModelContextProtocol.ProgressNotificationValue>
    {
        public void Report(ModelContextProtocol.ProgressNotificationValue value) => report(value.Message ?? "");
    }
}
