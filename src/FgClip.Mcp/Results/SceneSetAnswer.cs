namespace FgClip.Mcp.Results;

/// <summary>Scenes that were made.</summary>
/// <param name="Folder">Where they are.</param>
/// <param name="Seed">Which set.</param>
/// <param name="Scenes">Pictures.</param>
/// <param name="Objects">Things in them.</param>
/// <param name="Mismatches">Pairs of a right and a wrong caption.</param>
/// <param name="Font">The font's file.</param>
internal sealed record SceneSetAnswer(string Folder, int Seed, int Scenes, int Objects, int Mismatches, string Font);
