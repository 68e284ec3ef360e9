namespace FgClip.Checkpoints.Hub;

/// <summary>
/// The folders of a Hugging Face cache, as huggingface_hub lays them out and Python tools read them:
/// <c>models--ORG--NAME/blobs/ETAG</c> the files, <c>refs/REVISION</c> the commit that a branch or tag means,
/// <c>snapshots/COMMIT/FILE</c> a link to a blob, and <c>.locks/models--ORG--NAME/ETAG.lock</c>. Reads only.
/// </summary>
internal sealed class HubCache(string folder)
{
    private const int LongestRef = 200;

    /// <summary>The cache's folder; it need not exist.</summary>
    public string Folder { get; } = folder;

    public string Repository(HubModelId id) => Path.Combine(Folder, id.FolderName);

    public string Blobs(HubModelId id) => Path.Combine(Repository(id), "blobs");

    public string Snapshots(HubModelId id) => Path.Combine(Repository(id), "snapshots");

    public string Snapshot(HubModelId id, string commit) => Path.Combine(Snapshots(id), commit);

    public string Refs(HubModelId id) => Path.Combine(Repository(id), "refs");

    public string Ref(HubModelId id, string revision) => Path.Combine([Refs(id), .. revision.Split('/')]);

    public string Locks(HubModelId id) => Path.Combine(Folder, ".locks", id.FolderName);

    /// <summary>The commit that a revision means here; null where the cache does not know.</summary>
    public string? Commit(HubModelId id, string revision)
    {
        if (HubRevision.IsCommit(revision)) return revision;

        try
        {
            var file = new FileInfo(Ref(id, revision));
            if (!file.Exists || file.Length > LongestRef) return null;
            var commit = File.ReadAllText(file.FullName).Trim();
            return HubRevision.IsCommit(commit) ? commit : null;
        }
        catch (Exception error) when (CheckpointFileReader.IsFileProblem(error))
        {
            return null;
        }
    }

    /// <summary>The models that have a folder here, by id.</summary>
    public IReadOnlyList<HubModelId> Models() =>
        !Directory.Exists(Folder)
            ? []
            : [.. Directory.EnumerateDirectories(Folder).Select(path => HubModelId.FromFolderName(Path.GetFileName(path)))
                .OfType<HubModelId>().OrderBy(id => id.Text, StringComparer.Ordinal)];

    /// <summary>The commits that have a snapshot, the newest first.</summary>
    public IReadOnlyList<string> Commits(HubModelId id) =>
        !Directory.Exists(Snapshots(id))
            ? []
            : [.. new DirectoryInfo(Snapshots(id)).EnumerateDirectories().OrderByDescending(info => info.LastWriteTimeUtc)
                .ThenBy(info => info.Name, StringComparer.Ordinal).Select(info => info.Name)];

    /// <summary>Branches and tags that mean this commit.</summary>
    public IReadOnlyList<string> RevisionsOf(HubModelId id, string commit) =>
        !Directory.Exists(Refs(id))
            ? []
            : [.. Directory.EnumerateFiles(Refs(id), "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Refs(id), path).Replace(Path.DirectorySeparatorChar, '/'))
                .Where(revision => Commit(id, revision) == commit).Order(StringComparer.Ordinal)];
}
