namespace FgClip.Analysis.Instances;

/// <summary>A peak of a map that stands out.</summary>
/// <param name="Cell">Its highest cell.</param>
/// <param name="Level">The level there.</param>
/// <param name="Prominence">How far it stands out above the saddle to a higher peak, or above the floor where it meets none.</param>
internal readonly record struct MapPeak(int Cell, float Level, float Prominence);
