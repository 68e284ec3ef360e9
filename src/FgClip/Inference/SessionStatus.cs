namespace FgClip.Inference;

/// <summary>A part of a model that is loaded.</summary>
/// <param name="Name">What it computes: <c>vision tower</c>.</param>
/// <param name="NodesByProvider">
/// How many nodes of its graph each execution provider runs, by the provider's name; null where the engine does not tell.
/// </param>
public sealed record SessionStatus(string Name, IReadOnlyDictionary<string, int>? NodesByProvider);
