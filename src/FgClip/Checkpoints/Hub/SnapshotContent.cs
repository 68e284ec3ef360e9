namespace FgClip.Checkpoints.Hub;

/// <summary>Tells whether a snapshot has every file that a model needs, links followed.</summary>
internal static class SnapshotContent
{
    private const string SingleWeights = "model.safetensors";

    /// <summary>Whether a file is there, and not only a link to one that is gone.</summary>
    public static bool HasFile(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.Exists : File.Exists(path);
        }
        catch (Exception error) when (CheckpointFileReader.IsFileProblem(error))
        {
            return false;
        }
    }

    /// <summary>The file that a link leads to in the end; null where it is no link, or nothing.</summary>
    public static string? Target(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName;
        }
        catch (Exception error) when (CheckpointFileReader.IsFileProblem(error))
        {
            return null;
        }
    }

    /// <summary>What is missing, in words; empty where the snapshot is complete.</summary>
    public static IReadOnlyList<string> Missing(string folder)
    {
        if (!Directory.Exists(folder)) return ["everything"];

        var missing = new List<string>();
        if (!Has("config.json")) missing.Add("config.json");
        if (!Has("tokenizer.json") && !Has("tokenizer.model") && !(Has("vocab.json") && Has("merges.txt"))) missing.Add("a tokenizer");
        missing.AddRange(MissingWeights());
        return missing;

        bool Has(string name) => HasFile(Path.Combine(folder, name));

        IEnumerable<string> MissingWeights()
        {
            if (Has(SingleWeights)) return [];
            if (!Has(ShardIndexReader.FileName)) return [SingleWeights];
            try
            {
                return Shards(folder).Where(shard => !Has(shard));
            }
            catch (FgClipException)
            {
                return [$"a readable {ShardIndexReader.FileName}"];
            }
        }
    }

    /// <summary>The files that the index of a snapshot names, each once.</summary>
    /// <exception cref="FgClipException">The index is malformed.</exception>
    public static IReadOnlyList<string> Shards(string folder) =>
        [.. ShardIndexReader.Read(Path.Combine(folder, ShardIndexReader.FileName)).Select(entry => entry.Shard)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
