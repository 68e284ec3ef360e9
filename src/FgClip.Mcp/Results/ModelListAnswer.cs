namespace FgClip.Mcp.Results;

/// <summary>Models that are published, and models that are here.</summary>
internal sealed record ModelListAnswer(string Cache, IReadOnlyList<ListedModel> Models);

/// <summary>A model; state embedded, complete, partial or absent.</summary>
internal sealed record ListedModel(
    string Name,
    string? HubId,
    string? Architecture,
    string State,
    string? Commit,
    IReadOnlyList<string> Revisions,
    string? Folder,
    long? Bytes,
    IReadOnlyList<string> Missing,
    string? KnownRevision,
    string? License,
    IReadOnlyList<string> Languages,
    string? Notes);
