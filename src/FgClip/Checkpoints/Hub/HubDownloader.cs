namespace FgClip.Checkpoints.Hub;

/// <summary>
/// Pulls models from a hub into the cache that Python tools share. A snapshot gets its files when all of them are there
/// and checked, its weights last, and only then the revision's name: at no moment is there a model that is not whole.
/// Thread-safe; several processes may pull at the same time.
/// </summary>
public sealed class HubDownloader : IDisposable
{
    /// <summary>What a whole snapshot of a published model has beside what no model can do without.</summary>
    private static readonly string[] Usual = ["preprocessor_config.json", "tokenizer_config.json"];

    private readonly HubOptions _options;
    private readonly HubCache _cache;
    private readonly HubClient _client;

    /// <summary>Prepares; nothing is sent or written yet.</summary>
    public HubDownloader(HubOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Streams is < 1 or > 16 || options.RangeBytes < 1)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument, "download options are out of range", expected: "1 to 16 streams of at least 1 byte", got: $"{options.Streams} of {options.RangeBytes}");
        }

        _options = options;
        _cache = new HubCache(options.CacheFolder);
        _client = new HubClient(options);
    }

    /// <summary>Fetches what a model needs and the cache lacks.</summary>
    /// <param name="id">The model.</param>
    /// <param name="revision">A branch, a tag or a commit.</param>
    /// <param name="progress">Told how far it is, some times a second, from any thread but never twice at once.</param>
    /// <param name="cancellation">Stops it; what was fetched is kept, and the next pull goes on from there.</param>
    /// <returns>The complete model.</returns>
    /// <exception cref="FgClipException">The hub refused or cannot be reached, the model is none that can be run, or the disk is full.</exception>
    public async Task<PulledModel> PullAsync(
        HubModelId id, string revision = HubRevision.Default, IProgress<PullProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(revision);
        HubRevision.Check(revision);
        var meter = new PullMeter(progress, _options.Time);
        try
        {
            return await PullAsync(id, revision, meter, cancellation).ConfigureAwait(false);
        }
        catch (HubFailure failure)
        {
            throw failure.Error;
        }
        catch (Exception error) when (CheckpointFileReader.IsFileProblem(error))
        {
            if (DiskRoom.IsFull(error)) throw DiskRoom.Full(_cache.Folder, null, null, error);
            throw new FgClipException(
                FgClipErrorKind.File,
                "the cache cannot be written",
                _cache.Repository(id),
                got: CheckpointFileReader.TrimEnd(error.Message),
                remedy: "Mend the folder's permissions, or set HF_HOME to a folder of your own.",
                inner: error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<PulledModel> PullAsync(HubModelId id, string revision, PullMeter meter, CancellationToken cancellation)
    {
        // A commit never changes: what is there is it.
        if (HubRevision.IsCommit(revision) && Usual.All(name => SnapshotContent.HasFile(Path.Combine(_cache.Snapshot(id, revision), name)))
            && Complete(revision) is { } known)
        {
            return known;
        }

        if (_options.IsOffline)
        {
            return _cache.Commit(id, revision) is { } kept && Complete(kept) is { } offline
                ? offline
                : throw new FgClipException(
                    FgClipErrorKind.Hub, "the model is not complete here, and the network is forbidden", $"{id}", remedy: "Unset HF_HUB_OFFLINE and run the same command again.");
        }

        var repository = await HubRetry.Create(_options, meter.Note).ExecuteAsync(
            async token => await _client.GetRepositoryAsync(id, revision, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        var pull = new SnapshotPull(_options, _cache, _client, id, repository, meter);
        var notes = await pull.RunAsync(cancellation).ConfigureAwait(false);
        WriteRef(id, revision, repository.Commit);
        return new PulledModel(id, repository.Commit, _cache.Snapshot(id, repository.Commit), meter.Fetched, notes);

        PulledModel? Complete(string commit)
        {
            var folder = _cache.Snapshot(id, commit);
            return SnapshotContent.Missing(folder).Count == 0 ? new PulledModel(id, commit, folder, 0, []) : null;
        }
    }

    private void WriteRef(HubModelId id, string revision, string commit)
    {
        if (revision == commit || _cache.Commit(id, revision) == commit) return;

        var path = _cache.Ref(id, revision);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Not beside it: everything below refs counts as a reference.
        var temporary = Path.Combine(_cache.Repository(id), $".ref.{Guid.NewGuid().ToString("N")[..8]}.tmp");
        File.WriteAllText(temporary, commit);
        File.Move(temporary, path, overwrite: true);
    }
}
