using System.Globalization;
using FgClip.Checkpoints.Hub;
using FgClip.Tests;
using FgClip.Tests.Checkpoints.Hub.Server;

namespace FgClip.Mcp.Tests.Hub;

/// <summary>The real program is killed while it pulls, without a chance to tidy up.</summary>
public sealed class KilledPullTests(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>Eight blobs, eight files in the snapshot, one revision.</summary>
    private const int NamesOfAPull = 17;

    private static readonly string[] NamedFolders = ["blobs", "snapshots", "refs"];

    private readonly TemporaryFolder _home = new();
    private FakeHub _hub = null!;

    private HubOptions Options => new() { Endpoint = _hub.Endpoint, CacheFolder = _home.File("hub") };

    private string Blobs => Path.Combine(Options.CacheFolder, "models--someone--fg-clip2-scenes", "blobs");

    private long Wanted => _hub.Files.Values.Where(file => file.Name != "README.md").Sum(file => (long)file.Content.Length);

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
    public async Task Killed_at_three_moments() => await KillAsync(moments: 3, endings: 2);

    [Fact]
    public async Task Killed_at_a_hundred_moments()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("FGCLIP_SLOW_TESTS") == "1", "Minutes: set FGCLIP_SLOW_TESTS=1.");

        await KillAsync(moments: 80, endings: 20);
    }

    /// <summary>
    /// One download is killed again and again, each time when some more bytes have come; then other downloads are killed
    /// as soon as the first, the second … file has got its name or its link.
    /// </summary>
    private async Task KillAsync(int moments, int endings)
    {
        long refetched = 0;
        for (var moment = 1; moment <= moments; moment++)
        {
            var before = Kept();
            var served = _hub.Served;
            await PullAndKillAsync(served + Math.Max(1, (Wanted - before) / (moments - moment + 2)), () => false);
            Assert.True(Kept() >= before, $"moment {moment}: {before} bytes were there, {Kept()} are left");
            CheckNothingBroken();
            refetched += _hub.Served - served - (Kept() - before);
        }

        await FinishAsync();
        for (var ending = 0; ending < endings; ending++)
        {
            Directory.Delete(Options.CacheFolder, recursive: true);
            var named = 1 + ending % NamesOfAPull;
            await PullAndKillAsync(long.MaxValue, () => Named() >= named);
            CheckNothingBroken();
            await FinishAsync();
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{moments + endings} kills; a kill cost {(double)refetched / moments:F0} bytes that were on the way, of {Wanted}"));
    }

    /// <summary>Starts a pull and kills it when so many bytes are served, or when something has happened.</summary>
    private async Task PullAndKillAsync(long whenServed, Func<bool> orWhen)
    {
        // The connection stands at that byte until the process is gone.
        _hub.Serving = (served, aborted) => served < whenServed ? Task.CompletedTask : Task.Delay(Timeout.Infinite, aborted);
        using var pull = HubProcess.Start(_hub, _home.Path, null, "models", "pull", FakeHub.Id);
        var ended = pull.EndAsync();
        while (_hub.Served < whenServed && !orWhen() && !ended.IsCompleted) await Task.Yield();
        pull.Kill();
        await ended;
        _hub.Serving = null;
    }

    /// <summary>Names that a pull has given so far: of blobs, of files in the snapshot, and of the revision.</summary>
    private int Named()
    {
        var repository = Path.GetDirectoryName(Blobs)!;
        return NamedFolders.Select(folder => Path.Combine(repository, folder)).Where(Directory.Exists)
            .Sum(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Count(path => !path.EndsWith(".incomplete", StringComparison.Ordinal) && !path.EndsWith(".tmp", StringComparison.Ordinal)));
    }

    /// <summary>Every blob that has its name has its content; the model is either whole or not there.</summary>
    private void CheckNothingBroken()
    {
        foreach (var file in _hub.Files.Values.Where(file => File.Exists(Path.Combine(Blobs, file.ETag))))
        {
            Assert.Equal(file.Content, File.ReadAllBytes(Path.Combine(Blobs, file.ETag)));
        }

        try
        {
            CheckWhole(ModelNames.FolderOf(FakeHub.Id, Options));
        }
        catch (FgClipException error)
        {
            Assert.Contains("models pull", error.Message, StringComparison.Ordinal);
        }
    }

    private async Task FinishAsync()
    {
        var run = await HubProcess.RunAsync(_hub, _home.Path, "models", "pull", FakeHub.Id);
        Assert.True(run.ExitCode == 0, run.Error);
        CheckWhole(run.Out.Trim());
    }

    private void CheckWhole(string folder)
    {
        foreach (var file in _hub.Files.Values.Where(file => file.Name != "README.md"))
        {
            Assert.Equal(file.Content, File.ReadAllBytes(Path.Combine(folder, file.Name)));
        }
    }

    private long Kept() => _hub.Files.Values.Select(file => (file.Content.Length, Blob: Path.Combine(Blobs, file.ETag)))
        .Sum(entry => File.Exists(entry.Blob) ? entry.Length : PartialBlob.FilledOf(entry.Blob, entry.Length));
}
