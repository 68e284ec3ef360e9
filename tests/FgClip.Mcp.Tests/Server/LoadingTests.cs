using FgClip.Encoding;
using FgClip.Tests;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;

namespace FgClip.Mcp.Tests.Server;

/// <summary>What a client sees before the model is there.</summary>
public class LoadingTests
{
    private const string Call = """{"texts": ["a dog"]}""";

    [Fact]
    public async Task The_server_answers_while_the_model_loads_and_a_call_reports_progress()
    {
        var gate = new TaskCompletionSource();
        await using var server = await ConnectedServer.StartAsync(() => OpenAfter(gate.Task));
        var reported = new TaskCompletionSource<string?>();
        try
        {
            var status = await server.AnswerAsync("server_status", "{}");
            Assert.Equal("loading", status.GetProperty("state").GetString());

            var progress = new Reports(value => reported.TrySetResult(value.Message));
            var call = server.CallAsync("embed_text", Call, progress);

            Assert.Equal("The model is loading.", await reported.Task);
            Assert.False(call.IsCompleted);
            gate.SetResult();
            Assert.True((await call).IsError is not true);
        }
        finally
        {
            gate.TrySetResult();
        }

        var ready = await server.AnswerAsync("server_status", "{}");
        Assert.Equal("ready", ready.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_long_call_reports_that_it_is_at_work()
    {
        var gate = new TaskCompletionSource();
        var time = new ManualTime();
        await using var server = await ConnectedServer.StartAsync(
            () => OpenAfter(gate.Task), configure: services => services.AddSingleton<TimeProvider>(time));
        try
        {
            TaskCompletionSource begun = new(), atWork = new();
            var call = server.CallAsync("embed_text", Call, new Reports(value =>
                (value.Message!.Contains("At work for", StringComparison.Ordinal) ? atWork : begun).TrySetResult()));

            await begun.Task;
            for (var second = 0; second < 5; second++) time.Advance(TimeSpan.FromSeconds(1));
            await atWork.Task;
            gate.SetResult();
            Assert.True((await call).IsError is not true);
        }
        finally
        {
            gate.TrySetResult();
        }
    }

    [Fact]
    public async Task A_call_can_be_cancelled_while_it_waits_for_the_model()
    {
        var gate = new TaskCompletionSource();
        await using var server = await ConnectedServer.StartAsync(() => OpenAfter(gate.Task));
        using var cancellation = new CancellationTokenSource();
        try
        {
            var progress = new Reports(_ => cancellation.Cancel());

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.CallAsync("embed_text", Call, progress, cancellation.Token));
        }
        finally
        {
            gate.SetResult();
        }

        await server.AnswerAsync("embed_text", Call);
    }

    [Fact]
    public async Task A_failed_load_names_the_folder_and_works_once_it_is_mended()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ConnectedServer.StartAsync(() => FgClipEncoder.Open(folder.Path));

        Assert.Contains(folder.Path, await server.ErrorAsync("embed_text", Call), StringComparison.Ordinal);
        var failed = await server.AnswerAsync("server_status", "{}");
        Assert.Equal("failed", failed.GetProperty("state").GetString());
        Assert.Contains(folder.Path, failed.GetProperty("error").GetString(), StringComparison.Ordinal);

        foreach (var file in Directory.GetFiles(TestData.ScenesModel)) File.Copy(file, folder.File(Path.GetFileName(file)));

        await server.AnswerAsync("embed_text", Call);
        var mended = await server.AnswerAsync("server_status", "{}");
        Assert.Equal("ready", mended.GetProperty("state").GetString());
    }

    private static FgClipEncoder OpenAfter(Task gate)
    {
        gate.GetAwaiter().GetResult();
        return FgClipEncoder.Open(TestData.ScenesModel);
    }

    // Unlike Progress<T>, at once and in order.
    private sealed class Reports(Action<ProgressNotificationValue> report) : IProgress<ProgressNotificationValue>
    {
        public void Report(ProgressNotificationValue value) => report(value);
    }
}
