namespace FgClip.Checkpoints.Hub;

/// <summary>One pull of one commit: descriptions first, then the weights, then the snapshot.</summary>
internal sealed class SnapshotPull(
    HubOptions options, HubCache cache, HubClient client, HubModelId id, HubRepository repository, PullMeter meter)
{
    private const int FilesAtOnce = 4;

    private readonly List<HubFile> _files = [];
    private readonly HashSet<string> _new = [];

    /// <summary>Completes the snapshot.</summary>
    /// <returns>Notes for people.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellation)
    {
        var small = HubFileSelection.Small(id, [.. repository.Files.Keys]);
        Directory.CreateDirectory(cache.Blobs(id));
        Directory.CreateDirectory(cache.Snapshots(id)); // Python takes a folder without it for damaged
        await FetchAsync(small, cancellation).ConfigureAwait(false);

        // Before gigabytes are fetched for nothing.
        var config = Content("config.json");
        _ = CheckpointArchitectureReader.Read(CheckpointJson.ParseObject(
            CheckpointFileReader.ReadAll(config, CheckpointJson.LongestFile), $"{id}: config.json"));
        await FetchAsync(Weights(), cancellation).ConfigureAwait(false);
        return Link();
    }

    private async Task FetchAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var files = new HubFile[names.Count];
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = FilesAtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, names.Count, atOnce, async (index, token) =>
        {
            var name = names[index];
            files[index] = await HubRetry.Create(options, meter.Note).ExecuteAsync(
                async inner => await client.GetFileAsync(id, repository.Commit, name, repository.Files[name], inner).ConfigureAwait(false),
                token).ConfigureAwait(false);
        }).ConfigureAwait(false);
        _files.AddRange(files);

        var lacking = files.DistinctBy(file => file.ETag).Where(file => !IsThere(file)).ToList();
        meter.Expect(files.Sum(file => file.Bytes));
        meter.Had(files.Except(lacking).Sum(file => file.Bytes));
        DiskRoom.Check(cache.Blobs(id), lacking.Sum(Lacking));

        // Weights one after the other: each has streams of its own, and the first is of use before the second has begun.
        foreach (var file in lacking)
        {
            var download = new BlobDownload(client, options, id, repository.Commit, file, meter);
            var lockFile = Path.Combine(cache.Locks(id), $"{file.ETag}.lock");
            if (await download.RunAsync(Blob(file), lockFile, cancellation).ConfigureAwait(false)) _new.Add(file.ETag);
        }
    }

    private string[] Weights()
    {
        if (repository.Files.ContainsKey(HubFileSelection.Weights)) return [HubFileSelection.Weights];

        var index = Content(ShardIndexReader.FileName);
        string[] shards = [.. ShardIndexReader.Read(index).Select(entry => entry.Shard).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return shards.FirstOrDefault(shard => !repository.Files.ContainsKey(shard)) is { } missing
            ? throw CheckpointError.Create(
                $"the repository has no file {CheckpointError.Quote(missing)}", $"{id}", $"the files that {ShardIndexReader.FileName} names", remedy: "Tell the repository's owner, or choose another revision with --revision.")
            : shards;
    }

    private IReadOnlyList<string> Link()
    {
        var links = new SnapshotLinks(options.MakesLinks);
        var lastUse = _files.Select((file, index) => (file.ETag, index)).GroupBy(entry => entry.ETag)
            .ToDictionary(group => group.Key, group => group.Max(entry => entry.index));
        // The index of several weight files last of all: without it they are no model.
        foreach (var (index, file) in _files.Index().OrderBy(entry => entry.Item.Name == ShardIndexReader.FileName))
        {
            // No blob: the content is in the snapshot itself, where links could not be made.
            if (!File.Exists(Blob(file)) || SnapshotContent.Target(Pointer(file)) == Path.GetFullPath(Blob(file))) continue;

            links.Put(Blob(file), Pointer(file), isNew: _new.Contains(file.ETag) && lastUse[file.ETag] == index);
        }

        return links.FellBack
            ? [$"{cache.Folder} takes no symbolic links: the snapshot holds files of its own, which costs room when a model has several revisions."]
            : [];
    }

    private long Lacking(HubFile file) => file.Bytes - PartialBlob.FilledOf(Blob(file), file.Bytes);

    // Where links cannot be made the content has moved into the snapshot.
    private bool IsThere(HubFile file) =>
        BlobDownload.IsThere(Blob(file), file.Bytes)
        || (BlobDownload.IsThere(Pointer(file), file.Bytes) && SnapshotContent.Target(Pointer(file)) is null);

    private string Content(string name)
    {
        var file = _files.Single(file => file.Name == name);
        return File.Exists(Blob(file)) ? Blob(file) : Pointer(file);
    }

    private string Pointer(HubFile file) => Path.Combine(cache.Snapshot(id, repository.Commit), file.Name);

    private string Blob(HubFile file) => Path.Combine(cache.Blobs(id), file.ETag);
}
