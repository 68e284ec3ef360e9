namespace FgClip.Checkpoints.Hub;

/// <summary>A file of a repository at a commit, as the hub describes it.</summary>
/// <param name="Name">Its name in the repository.</param>
/// <param name="ETag">The hub's identity for its content, and the blob's name: usually SHA-256 of large files, git's SHA-1 of small ones.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">SHA-256 that the repository's listing states, lower-case hexadecimal; null where it states none.</param>
internal sealed record HubFile(string Name, string ETag, long Bytes, string? Sha256);
