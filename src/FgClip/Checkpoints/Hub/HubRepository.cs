namespace FgClip.Checkpoints.Hub;

/// <summary>A repository at a revision.</summary>
/// <param name="Commit">The commit that the revision means now.</param>
/// <param name="Files">The files by name, each with the SHA-256 that the hub states for large ones.</param>
internal sealed record HubRepository(string Commit, IReadOnlyDictionary<string, string?> Files);
