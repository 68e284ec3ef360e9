namespace FgClip.Evaluation.Golden;

/// <summary>The cases of one kind in one set.</summary>
/// <param name="Set">The set's name.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Passed">Cases that passed.</param>
/// <param name="Failed">Cases that failed.</param>
/// <param name="WorstError">Worst |got − want| / max(1, max |want|); null where nothing was a float.</param>
/// <param name="Tolerance">What the set allows, or 16 bits need.</param>
public sealed record VerificationRow(string Set, string Kind, int Passed, int Failed, double? WorstError, double Tolerance);
