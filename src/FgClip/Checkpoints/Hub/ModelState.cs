namespace FgClip.Checkpoints.Hub;

/// <summary>What the cache has of a model's commit.</summary>
/// <param name="Id">The model.</param>
/// <param name="Commit">The commit; null where only parts of a first pull are there.</param>
/// <param name="Revisions">Branches and tags that mean it here.</param>
/// <param name="Folder">The snapshot, or the model's folder in the cache where there is none.</param>
/// <param name="Bytes">Bytes of its files.</param>
/// <param name="Missing">What a model needs and it lacks; empty where it is complete.</param>
public sealed record ModelState(
    HubModelId Id, string? Commit, IReadOnlyList<string> Revisions, string Folder, long Bytes, IReadOnlyList<string> Missing)
{
    /// <summary>Whether it can be opened.</summary>
    public bool IsComplete => Missing.Count == 0;
}
