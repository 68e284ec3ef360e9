using FgClip.Encoding;
using FgClip.Mcp.Tests.Server;
using FgClip.Tests;

namespace FgClip.Mcp.Tests.Http;

/// <summary>What callers see when the server is told to stop.</summary>
public class ShutdownTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("2025-11-25")]
    public async Task A_call_that_runs_is_answered_before_the_server_ends(string? protocol)
    {
        using ManualResetEventSlim mayLoad = new();
        await using var server = await HttpServer.StartAsync(HttpServer.Options with { ShutdownTimeout = TimeSpan.FromMinutes(1) }, Open(mayLoad));
        await using var client = await server.ConnectAsync(protocol: protocol);
        var started = new TaskCompletionSource();
        var call = client.CallToolAsync("embed_text", new Dictionary<string, object?> { ["texts"] = "a dog" }, new Started(started), cancellationToken: Cancellation);
        await started.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancellation); // it waits for the model

        var stopping = server.StopAsync();
        Assert.False(stopping.IsCompleted);
        mayLoad.Set();

        Assert.True((await call).IsError is not true);
        await stopping.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2025-11-25")]
    public async Task A_call_that_takes_too_long_is_told_why_it_ends(string? protocol)
    {
        await using var server = await HttpServer.StartAsync(
            HttpServer.Options with { ShutdownTimeout = TimeSpan.Zero, Pictures = new() { Roots = [TestData.Root] } });
        await using var client = await server.ConnectAsync(protocol: protocol);
        await server.ReadyAsync();
        var started = new TaskCompletionSource();
        var call = client.CallToolAsync(
            "locate_concept",
            new Dictionary<string, object?> { ["image"] = "samples/scene.jpg", ["concepts"] = "a dog", ["max_patches"] = 16384, ["allow_slow"] = true, ["image_output"] = "none" },
            new Started(started),
            cancellationToken: Cancellation);
        await started.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);

        await server.StopAsync().WaitAsync(TimeSpan.FromMinutes(1), Cancellation);

        var result = await call;
        Assert.True(result.IsError);
        Assert.Contains("locate_concept: the server was told to stop", ConnectedServer.TextOf(result), StringComparison.Ordinal);
    }

    private static Func<FgClipEncoder> Open(ManualResetEventSlim mayLoad) => () =>
    {
        mayLoad.Wait(TimeSpan.FromMinutes(1), CancellationToken.None);
        return FgClipEncoder.Open(TestData.ScenesModel);
    };

    private sealed class Started(TaskCompletionSource started) : IProgress<ModelContextProtocol.ProgressNotificationValue>
    {
        public void Report(ModelContextProtocol.ProgressNotificationValue value) => started.TrySetResult();
    }
}
