namespace FgClip.Checkpoints.Hub;

/// <summary>A model that a pull has made complete.</summary>
/// <param name="Id">The model.</param>
/// <param name="Commit">The commit that is there.</param>
/// <param name="Folder">Its folder, to be opened.</param>
/// <param name="FetchedBytes">Bytes that came over the network this time.</param>
/// <param name="Notes">Whole sentences about oddities; mostly empty.</param>
public sealed record PulledModel(HubModelId Id, string Commit, string Folder, long FetchedBytes, IReadOnlyList<string> Notes);
