namespace FgClip.Checkpoints.Hub;

/// <summary>
/// Removes a model from a cache: all of it, or one commit and the blobs that no other commit uses. A branch or tag that
/// is not the only name of its commit goes alone.
/// </summary>
public sealed class ModelRemoval
{
    private readonly HubCache _cache;
    private readonly HubModelId _id;
    private readonly string? _commit;

    private ModelRemoval(HubCache cache, HubModelId id, string? commit, IReadOnlyList<string> paths, long bytes)
    {
        _cache = cache;
        _id = id;
        _commit = commit;
        Paths = paths;
        Bytes = bytes;
    }

    /// <summary>Files and folders that go.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Bytes of the files among them.</summary>
    public long Bytes { get; }

    /// <summary>Branches and tags that mean the commit too, for which it stays; empty where it goes.</summary>
    public IReadOnlyList<string> KeptFor { get; private init; } = [];

    /// <summary>Finds what would go, and changes nothing.</summary>
    /// <param name="options">The cache.</param>
    /// <param name="id">The model.</param>
    /// <param name="revision">A branch, tag or commit; null: everything of the model.</param>
    /// <exception cref="FgClipException">The cache has nothing of it.</exception>
    public static ModelRemoval Plan(HubOptions options, HubModelId id, string? revision)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(id);
        var cache = new HubCache(options.CacheFolder);
        if (revision is null)
        {
            return Directory.Exists(cache.Repository(id))
                ? new ModelRemoval(cache, id, null, [cache.Repository(id)], BytesOf(Files(cache.Repository(id))))
                : throw NotThere(cache.Repository(id));
        }

        var commit = cache.Commit(id, HubRevision.Check(revision));
        if (commit is null || !Directory.Exists(cache.Snapshot(id, commit))) throw NotThere($"{id} {revision}");

        string[] names = [.. cache.RevisionsOf(id, commit).Where(name => name != revision)];
        if (revision != commit && names.Length > 0) return new ModelRemoval(cache, id, commit, [cache.Ref(id, revision)], 0) { KeptFor = names };

        var others = cache.Commits(id).Where(other => other != commit).SelectMany(other => Blobs(cache.Snapshot(id, other))).ToHashSet();
        string[] blobs = [.. Blobs(cache.Snapshot(id, commit)).Where(blob => !others.Contains(blob) && IsBelow(blob, cache.Blobs(id)))];
        string[] refs = [.. cache.RevisionsOf(id, commit).Select(name => cache.Ref(id, name))];
        var files = Files(cache.Snapshot(id, commit)).Where(file => file.LinkTarget is null);
        return new ModelRemoval(
            cache, id, commit, [cache.Snapshot(id, commit), .. refs, .. blobs], BytesOf(files) + BytesOf(blobs.Select(blob => new FileInfo(blob))));

        static FgClipException NotThere(string where) => new(
            FgClipErrorKind.Argument, "there is nothing to remove", where, remedy: "'fgclip models list' shows what is there.");
    }

    /// <summary>Removes it. What other processes have open stays readable to them where the system allows it.</summary>
    /// <exception cref="FgClipException">It is being fetched, or a file cannot be removed.</exception>
    public void Run()
    {
        var locks = TakeLocks();
        try
        {
            foreach (var path in Paths)
            {
                // A link in place of a folder goes itself, not what it leads to.
                if (Directory.Exists(path)) Directory.Delete(path, recursive: new DirectoryInfo(path).LinkTarget is null);
                else File.Delete(path);
            }
        }
        catch (Exception error) when (CheckpointFileReader.IsFileProblem(error))
        {
            throw new FgClipException(
                FgClipErrorKind.File, "could not be removed", _cache.Repository(_id), got: CheckpointFileReader.TrimEnd(error.Message), remedy: "End the programs that use the model, and run the same command again.", inner: error);
        }
        finally
        {
            foreach (var one in locks) one.Dispose();
        }

        var isGone = _commit is null || RemoveEmptyShell();
        if (isGone && Directory.Exists(_cache.Locks(_id))) Directory.Delete(_cache.Locks(_id), recursive: true);
    }

    // With its last commit the model is gone; only parts of a pull that was stopped are worth more than the folders.
    private bool RemoveEmptyShell()
    {
        var repository = _cache.Repository(_id);
        if (_cache.Commits(_id).Count > 0 || Files(repository).Any()) return false;

        Directory.Delete(repository, recursive: true);
        return true;
    }

    private static IEnumerable<FileInfo> Files(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 });

    private static IEnumerable<string> Blobs(string snapshot) =>
        Files(snapshot).Select(file => SnapshotContent.Target(file.FullName)).OfType<string>().Distinct(StringComparer.Ordinal);

    private static long BytesOf(IEnumerable<FileInfo> files) => files.Where(file => file.LinkTarget is null && file.Exists).Sum(file => file.Length);

    private static bool IsBelow(string path, string folder) => Path.GetDirectoryName(path) == Path.GetFullPath(folder);

    private List<IDisposable> TakeLocks()
    {
        var held = new List<IDisposable>();
        if (!Directory.Exists(_cache.Locks(_id))) return held;

        foreach (var path in Directory.EnumerateFiles(_cache.Locks(_id), "*.lock"))
        {
            if (BlobLock.TryTake(path) is { } one)
            {
                held.Add(one);
                continue;
            }

            foreach (var other in held) other.Dispose();
            throw new FgClipException(
                FgClipErrorKind.File, "the model is being fetched by another process", _cache.Repository(_id), remedy: "Wait for it or stop it, and run the same command again.");
        }

        return held;
    }
}
