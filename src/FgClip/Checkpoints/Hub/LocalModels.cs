namespace FgClip.Checkpoints.Hub;

/// <summary>The models that a cache has, whoever put them there. Uses no network.</summary>
public sealed class LocalModels
{
    private readonly HubCache _cache;

    /// <summary>Looks into a cache, which need not exist.</summary>
    public LocalModels(HubOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _cache = new HubCache(options.CacheFolder);
    }

    /// <summary>Everything here of one model, the newest first.</summary>
    public IReadOnlyList<ModelState> Of(HubModelId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var commits = _cache.Commits(id);
        if (commits.Count > 0) return [.. commits.Select(commit => State(id, commit))];

        return Directory.Exists(_cache.Repository(id))
            ? [new ModelState(id, null, [], _cache.Repository(id), BytesBelow(_cache.Blobs(id)), ["everything"])]
            : [];
    }

    /// <summary>
    /// The models of the cache that are FG-CLIP checkpoints by their config.json, and those of the catalogue that are only
    /// partly there; other models of the cache are none of our business.
    /// </summary>
    public IReadOnlyList<ModelState> All() =>
        [.. _cache.Models().SelectMany(Of).Where(state => ModelCatalog.Find(state.Id.Text) is not null || IsFgClip(state.Folder))];

    /// <summary>What the cache has of a revision: a branch, a tag or a commit; null where it has nothing.</summary>
    public ModelState? Find(HubModelId id, string revision)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(revision);
        var commit = _cache.Commit(id, HubRevision.Check(revision));
        if (commit is not null && Directory.Exists(_cache.Snapshot(id, commit))) return State(id, commit);

        // A pull of the commit that the catalogue names leaves no branch behind, and is what was meant all the same.
        var states = Of(id);
        return revision == HubRevision.Default
            ? states.FirstOrDefault(state => state.IsComplete) ?? (states.Count > 0 ? states[0] : null)
            : null;
    }

    private static bool IsFgClip(string folder)
    {
        try
        {
            _ = CheckpointArchitectureReader.Read(CheckpointJson.ReadObject(Path.Combine(folder, "config.json")));
            return true;
        }
        catch (FgClipException)
        {
            return false;
        }
    }

    private static long BytesBelow(string folder) => !Directory.Exists(folder)
        ? 0
        : new DirectoryInfo(folder).EnumerateFiles().Sum(file => File.ResolveLinkTarget(file.FullName, returnFinalTarget: true) switch
        {
            null when PartialBlob.IsPath(file.FullName) => PartialBlob.FilledIn(file.FullName), // its length is that of the whole
            null => file.Length,
            FileInfo { Exists: true } target => target.Length,
            _ => 0,
        });

    private ModelState State(HubModelId id, string commit)
    {
        var folder = _cache.Snapshot(id, commit);
        return new ModelState(id, commit, _cache.RevisionsOf(id, commit), folder, BytesBelow(folder), SnapshotContent.Missing(folder));
    }
}
