namespace FgClip.Analysis;

/// <summary>What tells whether a phrase is in a picture.</summary>
/// <param name="Cosine">Between the phrase and the region it points at, −1 to 1.</param>
/// <param name="Peak">The highest cosine of its smoothed map.</param>
/// <param name="Spread">How far that lies above the map's median; above 0.</param>
internal readonly record struct PresenceReading(double Cosine, double Peak, double Spread);
