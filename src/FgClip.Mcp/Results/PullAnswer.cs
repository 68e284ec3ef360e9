namespace FgClip.Mcp.Results;

/// <summary>A model that was pulled, or was there.</summary>
internal sealed record PullAnswer(string HubId, string Commit, string Folder, long FetchedBytes, IReadOnlyList<string> Notes);
