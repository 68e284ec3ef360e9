using System.Collections.Concurrent;
using FgClip.Checkpoints.Hub;
using FgClip.Encoding;
using FgClip.Tests.Checkpoints.Hub.Server;

namespace FgClip.Tests.Checkpoints.Hub;

public sealed class HubDownloaderTests : IAsyncLifetime
{
    private static readonly HubModelId Id = HubModelId.Parse(FakeHub.Id);

    private readonly TemporaryFolder _folder = new();
    private FakeHub _hub = null!;

    private string Repository => _folder.At("hub", "models--someone--fg-clip2-scenes");

    private string Snapshot => Path.Combine(Repository, "snapshots", FakeHub.Commit);

    private HubOptions Options => new()
    {
        Endpoint = _hub.Endpoint,
        CacheFolder = _folder.At("hub"),
        RangeBytes = 300_000,
        RetryDelay = TimeSpan.FromMilliseconds(1),
    };

    public async ValueTask InitializeAsync()
    {
        _hub = await FakeHub.StartAsync();
        _hub.AddFolder(TestData.ScenesModel);
        _hub.Add("modeling_fgclip2.py", "raise SystemExit"u8.ToArray());
        _hub.Add("pytorch_model.bin", new byte[1000], isLarge: true);
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_pulled_model_is_laid_out_as_python_tools_lay_it_out()
    {
        var pulled = await PullAsync();

        Assert.Equal((FakeHub.Commit, Snapshot), (pulled.Commit, pulled.Folder));
        Assert.Equal(FakeHub.Commit, await File.ReadAllTextAsync(Path.Combine(Repository, "refs", "main")));
        string[] wanted = [.. _hub.Files.Keys.Except(["README.md", "modeling_fgclip2.py", "pytorch_model.bin"]).Order(StringComparer.Ordinal)];
        Assert.Equal(wanted, Names(Snapshot));
        foreach (var name in wanted)
        {
            var file = _hub.Files[name];
            Assert.Equal(Path.Combine("..", "..", "blobs", file.ETag), new FileInfo(Path.Combine(Snapshot, name)).LinkTarget);
            Assert.Equal(file.Content, await File.ReadAllBytesAsync(Path.Combine(Snapshot, name)));
        }

        Assert.Equal(wanted.Select(name => _hub.Files[name].ETag).Order(StringComparer.Ordinal), Names(Path.Combine(Repository, "blobs")));
        Assert.Equal(["blobs", "refs", "snapshots"], new DirectoryInfo(Repository).GetFileSystemInfos().Select(info => info.Name).Order(StringComparer.Ordinal));
        Assert.Equal(pulled.FetchedBytes, _hub.Served);
        Assert.Equal(wanted.Sum(name => _hub.Files[name].Content.Length), _hub.Served); // each byte once
    }

    [Fact]
    public async Task A_pulled_model_answers_through_its_links()
    {
        using var encoder = FgClipEncoder.Open((await PullAsync()).Folder);
        using var original = FgClipEncoder.Open(TestData.ScenesModel);

        var (got, want) = (await encoder.EncodeTextsAsync(["a green snake"], TextKind.Box), await original.EncodeTextsAsync(["a green snake"], TextKind.Box));

        Assert.Equal(want[0].Feature.ToArray(), got[0].Feature.ToArray());
    }

    [Fact]
    public async Task What_is_there_is_not_fetched_again()
    {
        await PullAsync();
        var served = _hub.Served;
        _hub.Requests.Clear();

        Assert.Equal(0, (await PullAsync()).FetchedBytes);
        Assert.Equal(served, _hub.Served);
        Assert.DoesNotContain(_hub.Requests, request => request.IsCdn);

        _hub.Requests.Clear();
        Assert.Equal(Snapshot, (await PullAsync(revision: FakeHub.Commit)).Folder);
        Assert.Empty(_hub.Requests); // a commit never changes
    }

    [Fact]
    public async Task A_cache_of_python_tools_is_used_without_downloading()
    {
        LayOutAsPythonDoes();

        var pulled = await PullAsync();

        Assert.Equal((Snapshot, 0), (pulled.Folder, pulled.FetchedBytes));
        Assert.Equal(0, _hub.Served);
        Assert.Equal(Snapshot, ModelNames.FolderOf(FakeHub.Id, Options));
        Assert.Equal(Snapshot, (await PullAsync(Options with { IsOffline = true })).Folder);
    }

    [Fact]
    public async Task What_an_older_python_tool_began_is_gone_on_with()
    {
        var weights = _hub.Files["model.safetensors"];
        Directory.CreateDirectory(Path.Combine(Repository, "blobs"));
        await File.WriteAllBytesAsync(Path.Combine(Repository, "blobs", weights.ETag + ".incomplete"), weights.Content[..700_001]);

        await PullAsync();

        Assert.Equal(weights.Content, await File.ReadAllBytesAsync(Path.Combine(Snapshot, weights.Name)));
        Assert.Equal(weights.Content.Length - 700_001, CdnBytesOf(weights));
    }

    [Fact]
    public async Task The_token_goes_to_the_hub_and_to_no_other_host()
    {
        await PullAsync(Options with { Token = HubToken.From(" hf_secret\n", "HF_TOKEN") });

        Assert.All(_hub.Requests.Where(request => !request.IsCdn), request => Assert.Equal("Bearer hf_secret", request.Authorization));
        Assert.Contains(_hub.Requests, request => request.IsCdn);
        Assert.All(_hub.Requests.Where(request => request.IsCdn), request => Assert.Null(request.Authorization));
        Assert.All(_hub.Requests, request => Assert.StartsWith("fgclip/", request.UserAgent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Large_files_come_in_ranges_side_by_side()
    {
        await PullAsync();

        var size = _hub.Files["model.safetensors"].Content.Length;
        var ranges = _hub.Requests.Where(request => request.IsCdn && request.Path.EndsWith(_hub.Files["model.safetensors"].ETag, StringComparison.Ordinal)).Select(request => request.Range).Order(StringComparer.Ordinal);
        Assert.Equal(
            Enumerable.Range(0, (size + 299_999) / 300_000).Select(range => $"bytes={range * 300_000}-{Math.Min(size, (range + 1) * 300_000) - 1}").Order(StringComparer.Ordinal),
            ranges);
    }

    [Fact]
    public async Task A_server_without_ranges_is_read_in_one_go()
    {
        _hub.KnowsRanges = false;

        await PullAsync();

        Assert.Equal(_hub.Files["model.safetensors"].Content, await File.ReadAllBytesAsync(Path.Combine(Snapshot, "model.safetensors")));
        Assert.Equal(_hub.Files["model.safetensors"].Content.Length, CdnBytesOf(_hub.Files["model.safetensors"]));
    }

    [Fact]
    public async Task Cut_connections_are_gone_on_with_and_no_byte_comes_twice()
    {
        var cuts = 0;
        _hub.Cut = request => request.IsCdn && Interlocked.Increment(ref cuts) <= 12 ? 50_000 + cuts : null;

        var pulled = await PullAsync();

        Assert.True(cuts > 12);
        Assert.Equal(pulled.FetchedBytes, _hub.Served);
        Assert.Equal(_hub.Files["model.safetensors"].Content, await File.ReadAllBytesAsync(Path.Combine(Snapshot, "model.safetensors")));
    }

    [Fact]
    public async Task A_server_without_ranges_that_cuts_brings_the_file_in_the_end()
    {
        _hub.KnowsRanges = false;
        var cuts = 0;
        _hub.Cut = request => request.IsCdn && cuts < 3 ? ++cuts * 200_000 : null;

        await PullAsync();

        Assert.Equal(_hub.Files["model.safetensors"].Content, await File.ReadAllBytesAsync(Path.Combine(Snapshot, "model.safetensors")));
    }

    [Fact]
    public async Task A_stopped_pull_keeps_what_it_has()
    {
        using var stop = new CancellationTokenSource();
        _hub.Serving = (served, _) => served > 900_000 ? stop.CancelAsync() : Task.CompletedTask;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PullAsync(cancellation: stop.Token));
        _hub.Serving = null;
        var notFound = Assert.Throws<FgClipException>(() => ModelNames.FolderOf(FakeHub.Id, Options));
        Assert.Contains("pull", notFound.Message, StringComparison.Ordinal);
        var kept = Kept();
        Assert.Equal(kept, Assert.Single(new LocalModels(Options).Of(Id)).Bytes);
        var before = _hub.Served;
        await PullAsync();

        Assert.InRange(kept, 1, Wanted() - 1); // what the hub sent may lie in buffers still
        Assert.Equal(Wanted() - kept, _hub.Served - before);
        Assert.Equal(_hub.Files["model.safetensors"].Content, await File.ReadAllBytesAsync(Path.Combine(Snapshot, "model.safetensors")));
    }

    [Fact]
    public async Task Trouble_that_passes_is_waited_for()
    {
        var seen = new ConcurrentDictionary<string, bool>();
        _hub.Before = (request, context) =>
        {
            if (!seen.TryAdd($"{request.Method} {request.Path} {request.Range}", true)) return Task.FromResult(false);
            context.Response.StatusCode = 503; // each for the first time
            return Task.FromResult(true);
        };

        await PullAsync();

        Assert.Equal(_hub.Files["model.safetensors"].Content, await File.ReadAllBytesAsync(Path.Combine(Snapshot, "model.safetensors")));
    }

    [Fact]
    public async Task Two_pulls_at_once_fetch_each_byte_once()
    {
        await Task.WhenAll(Task.Run(() => PullAsync()), Task.Run(() => PullAsync()));

        Assert.Equal(Wanted(), _hub.Served);
        Assert.Equal(_hub.Files["model.safetensors"].Content, await File.ReadAllBytesAsync(Path.Combine(Snapshot, "model.safetensors")));
    }

    [Fact]
    public async Task Without_links_the_snapshot_holds_the_files()
    {
        var options = Options with { MakesLinks = false };

        await PullAsync(options);
        var served = _hub.Served;
        await PullAsync(options);

        Assert.Equal(served, _hub.Served);
        Assert.Null(new FileInfo(Path.Combine(Snapshot, "config.json")).LinkTarget);
        Assert.Empty(Names(Path.Combine(Repository, "blobs"))); // moved, not copied
        Assert.Equal(_hub.Files["model.safetensors"].Content, await File.ReadAllBytesAsync(Path.Combine(Snapshot, "model.safetensors")));
    }

    [Fact]
    public async Task Weights_in_several_files_come_with_their_index()
    {
        _hub.Files.Remove("model.safetensors");
        _hub.Add("model-00001-of-00002.safetensors", new byte[500_000], isLarge: true);
        _hub.Add("model-00002-of-00002.safetensors", [1, 2, 3], isLarge: true);
        _hub.Add("model.safetensors.index.json", """{"weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}"""u8.ToArray());

        await PullAsync();

        Assert.Contains("model-00002-of-00002.safetensors", Names(Snapshot));
        Assert.Empty(SnapshotContent.Missing(Snapshot));
    }

    [Fact]
    public async Task A_tag_is_a_revision_of_its_own()
    {
        _hub.Revisions["v1.0/final"] = FakeHub.Commit;

        await PullAsync(revision: "v1.0/final");

        Assert.Equal(FakeHub.Commit, await File.ReadAllTextAsync(Path.Combine(Repository, "refs", "v1.0", "final")));
        Assert.Equal(Snapshot, ModelNames.FolderOf($"{FakeHub.Id}@v1.0/final", Options));
    }

    [Fact]
    public async Task Progress_ends_with_everything()
    {
        var seen = new List<PullProgress>();
        using var downloader = new HubDownloader(Options);

        await downloader.PullAsync(Id, progress: new Listener(seen));

        var last = seen.Last(progress => progress.Stage == PullStage.Fetching);
        Assert.Equal((Wanted(), Wanted()), (last.Bytes, last.TotalBytes));
        Assert.Contains(seen, progress => progress.Stage == PullStage.Checking);
    }

    private static string[] Names(string folder) => [.. Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private async Task<PulledModel> PullAsync(HubOptions? options = null, string revision = "main", CancellationToken cancellation = default)
    {
        using var downloader = new HubDownloader(options ?? Options);
        return await downloader.PullAsync(Id, revision, null, cancellation);
    }

    private long Wanted() => _hub.Files.Values
        .Where(file => file.Name is not ("README.md" or "modeling_fgclip2.py" or "pytorch_model.bin")).Sum(file => (long)file.Content.Length);

    private long Kept() => _hub.Files.Values.Select(file => (File: file, Blob: Path.Combine(Repository, "blobs", file.ETag)))
        .Sum(entry => File.Exists(entry.Blob) ? entry.File.Content.Length : PartialBlob.FilledOf(entry.Blob, entry.File.Content.Length));

    private long CdnBytesOf(FakeFile file) => _hub.Served - (Wanted() - file.Content.Length);

    private void LayOutAsPythonDoes()
    {
        Directory.CreateDirectory(Path.Combine(Repository, "blobs"));
        Directory.CreateDirectory(Path.Combine(Repository, "refs"));
        Directory.CreateDirectory(Snapshot);
        File.WriteAllText(Path.Combine(Repository, "refs", "main"), FakeHub.Commit);
        foreach (var file in _hub.Files.Values)
        {
            File.WriteAllBytes(Path.Combine(Repository, "blobs", file.ETag), file.Content);
            TemporaryFolder.Link(Path.Combine(Snapshot, file.Name), Path.Combine("..", "..", "blobs", file.ETag));
        }
    }

    private sealed class Listener(List<PullProgress> seen) : IProgress<PullProgress>
    {
        public void Report(PullProgress value) => seen.Add(value);
    }
}
