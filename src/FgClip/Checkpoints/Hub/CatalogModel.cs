using System.Collections.Immutable;

namespace FgClip.Checkpoints.Hub;

/// <summary>A published checkpoint. What is not established is null.</summary>
/// <param name="Name">What people call it: <c>fg-clip2-base</c>.</param>
/// <param name="Id">Where it is.</param>
/// <param name="Architecture">Its family.</param>
/// <param name="Revision">The commit that this version of the program was made for.</param>
/// <param name="WeightsBytes">Length of its weights, rounded.</param>
/// <param name="License">Licence of the weights, as its publisher states it.</param>
/// <param name="Languages">Languages of captions, as codes.</param>
/// <param name="Notes">For people.</param>
public sealed record CatalogModel(
    string Name,
    HubModelId Id,
    CheckpointArchitecture Architecture,
    string? Revision,
    long? WeightsBytes,
    string? License,
    ImmutableArray<string> Languages,
    string? Notes);
