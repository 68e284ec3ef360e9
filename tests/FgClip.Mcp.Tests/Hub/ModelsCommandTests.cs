using System.Text.Json;
using FgClip.Tests;
using FgClip.Tests.Checkpoints.Hub.Server;

namespace FgClip.Mcp.Tests.Hub;

public sealed class ModelsCommandTests : IAsyncLifetime
{
    private static readonly string Sample = Path.Combine(TestData.Root, "samples", "scene.jpg");

    private readonly TemporaryFolder _home = new();
    private FakeHub _hub = null!;

    private string Snapshot => Path.Combine(_home.Path, "hub", "models--someone--fg-clip2-scenes", "snapshots", FakeHub.Commit);

    public async ValueTask InitializeAsync()
    {
        _hub = await FakeHub.StartAsync();
        _hub.AddFolder(TestData.ScenesModel);
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _home.Dispose();
    }

    [Fact]
    public async Task A_model_is_pulled_used_by_name_checked_and_removed()
    {
        var pull = await RunAsync("models", "pull", FakeHub.Id);
        Assert.Equal((0, Snapshot), (pull.ExitCode, pull.Out.Trim()));
        Assert.Contains("Fetched 10.5 MB", pull.Error, StringComparison.Ordinal);

        Assert.Equal(Snapshot, (await RunAsync("models", "path", FakeHub.Id)).Out.Trim());

        var rank = await RunAsync("rank", Sample, "two dogs", "a green snake", "--model", FakeHub.Id, "--json");
        Assert.Equal("a green snake", JsonElement.Parse(rank.Out).GetProperty("results")[0].GetProperty("caption").GetString());

        var list = JsonElement.Parse((await RunAsync("models", "list", "--json")).Out);
        var listed = list.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("hub_id").GetString() == FakeHub.Id);
        Assert.Equal("complete", listed.GetProperty("state").GetString());
        Assert.Equal("main", listed.GetProperty("revisions")[0].GetString());

        var verify = await RunAsync("models", "verify", FakeHub.Id);
        Assert.Equal(0, verify.ExitCode);
        Assert.Contains("PASSED   files: 8 files", verify.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(_home.Path, verify.Out, StringComparison.Ordinal); // a report to paste names no folders

        var golden = await RunAsync("verify", FakeHub.Id, "--cases", TestData.Golden("fgclip2-scenes"));
        Assert.True(golden.ExitCode == 0, golden.Out + golden.Error);

        var shown = await RunAsync("models", "remove", FakeHub.Id);
        Assert.Equal(2, shown.ExitCode);
        Assert.True(File.Exists(Path.Combine(Snapshot, "config.json")));
        Assert.Equal(0, (await RunAsync("models", "remove", FakeHub.Id, "--yes")).ExitCode);
        Assert.Empty(Directory.GetDirectories(Path.Combine(_home.Path, "hub"), "models--*"));
    }

    [Fact]
    public async Task A_name_of_a_commit_that_has_another_is_removed_alone()
    {
        _hub.Revisions["v1"] = FakeHub.Commit;
        await RunAsync("models", "pull", FakeHub.Id);
        await RunAsync("models", "pull", FakeHub.Id, "--revision", "v1");

        var tag = await RunAsync("models", "remove", FakeHub.Id, "--revision", "v1", "--yes");

        Assert.Equal(0, tag.ExitCode);
        Assert.Contains("its commit stays for main", tag.Error, StringComparison.Ordinal);
        Assert.Equal(Snapshot, (await RunAsync("models", "path", FakeHub.Id)).Out.Trim());
        Assert.Equal(4, (await RunAsync("models", "path", $"{FakeHub.Id}@v1")).ExitCode);

        // The last name takes the commit with it, and the last commit the model.
        Assert.Equal(0, (await RunAsync("models", "remove", FakeHub.Id, "--revision", "main", "--yes")).ExitCode);
        Assert.Empty(Directory.GetDirectories(Path.Combine(_home.Path, "hub"), "models--*"));
    }

    [Fact]
    public async Task Offline_pulls_say_so_and_take_what_is_there()
    {
        var variables = new Dictionary<string, string> { ["HF_HUB_OFFLINE"] = "1" };
        using var before = HubProcess.Start(_hub, _home.Path, variables, "models", "pull", FakeHub.Id);
        Assert.Equal(8, (await before.EndAsync()).ExitCode);
        Assert.Empty(_hub.Requests);

        await RunAsync("models", "pull", FakeHub.Id);
        _hub.Requests.Clear();
        using var after = HubProcess.Start(_hub, _home.Path, variables, "models", "pull", FakeHub.Id);
        var run = await after.EndAsync();

        Assert.Equal((0, Snapshot), (run.ExitCode, run.Out.Trim()));
        Assert.Contains("HF_HUB_OFFLINE is set", run.Error, StringComparison.Ordinal);
        Assert.Empty(_hub.Requests);
    }

    [Fact]
    public async Task A_damaged_file_is_found()
    {
        await RunAsync("models", "pull", FakeHub.Id);
        var blob = new FileInfo(Path.Combine(Snapshot, "model.safetensors")).ResolveLinkTarget(true)!.FullName;
        await using (var file = File.OpenWrite(blob))
        {
            file.Seek(-5, SeekOrigin.End);
            file.WriteByte(77);
        }

        var verify = await RunAsync("models", "verify", FakeHub.Id, "--json");

        Assert.Equal(1, verify.ExitCode);
        var step = JsonElement.Parse(verify.Out).GetProperty("steps")[0];
        Assert.Equal("failed", step.GetProperty("outcome").GetString());
        Assert.Contains("model.safetensors", step.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_fetched_unasked()
    {
        var run = await RunAsync("rank", Sample, "a dog", "--model", "fg-clip2-base");

        Assert.Equal((4, ""), (run.ExitCode, run.Out));
        Assert.Contains("fgclip models pull fg-clip2-base", run.Error, StringComparison.Ordinal);
        Assert.Empty(_hub.Requests);
        Assert.False(Directory.Exists(Path.Combine(_home.Path, "hub")));
    }

    [Fact]
    public async Task A_pull_that_was_cut_short_says_how_to_go_on()
    {
        _hub.Cut = request => request.IsCdn ? 0 : null;
        using var pull = HubProcess.Start(_hub, _home.Path, new Dictionary<string, string> { ["HF_HUB_DOWNLOAD_TIMEOUT"] = "1" }, "models", "pull", FakeHub.Id);
        var ended = pull.EndAsync();
        while (!_hub.Requests.Any(request => request.IsCdn) && !ended.IsCompleted) await Task.Yield();
        pull.Kill();
        await ended;

        var run = await RunAsync("embed", Sample, "--model", FakeHub.Id);

        Assert.Equal(4, run.ExitCode);
        Assert.Contains($"fgclip models pull {FakeHub.Id}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hub_that_does_not_know_the_model_exits_with_eight()
    {
        var run = await RunAsync("models", "pull", "someone/else");

        Assert.Equal((8, ""), (run.ExitCode, run.Out));
        Assert.Contains("someone/else", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_is_used_where_one_is_set()
    {
        // The hub itself is the proxy: it answers requests for a host that does not exist.
        using var pull = HubProcess.Start(
            _hub, _home.Path, new Dictionary<string, string> { ["HF_ENDPOINT"] = "http://hub.invalid", ["HTTP_PROXY"] = _hub.Endpoint.AbsoluteUri, ["NO_PROXY"] = "127.0.0.1" }, "models", "pull", FakeHub.Id);

        Assert.Equal(Snapshot, (await pull.EndAsync()).Out.Trim());
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_is_named_without_its_password()
    {
        using var pull = HubProcess.Start(
            _hub, _home.Path, new Dictionary<string, string> { ["HF_ENDPOINT"] = "https://hub.invalid", ["HTTPS_PROXY"] = "http://me:secret@127.0.0.1:9" }, "models", "pull", FakeHub.Id);

        var run = await pull.EndAsync();

        Assert.Equal(8, run.ExitCode);
        Assert.Contains("proxy http://127.0.0.1:9", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "names", "models", "pull", "nonsense")]
    [InlineData(2, "comes with the program", "models", "pull", "fgclip2-scenes")]
    [InlineData(2, "twice", "models", "pull", "a/b@c", "--revision", "d")]
    [InlineData(2, "nothing to remove", "models", "remove", "fg-clip2-base", "--yes")]
    [InlineData(2, "no revision", "models", "pull", "a/b", "--revision", "../..")]
    [InlineData(3, "no-such.jpg", "models", "verify", "fgclip2-scenes", "--picture", "no-such.jpg")]
    [InlineData(4, "no-such-folder", "models", "verify", "no-such-folder")]
    [InlineData(4, "fgclip models pull fg-clip2-large", "verify", "fg-clip2-large", "--cases", ".")]
    public async Task Wrong_use_is_explained(int exitCode, string part, params string[] arguments)
    {
        var run = await RunAsync(arguments);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Out));
        if (part != "names") Assert.Contains(part, run.Error, StringComparison.Ordinal);
        else Assert.Contains("fg-clip2-base", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => HubProcess.RunAsync(_hub, _home.Path, arguments);
}
