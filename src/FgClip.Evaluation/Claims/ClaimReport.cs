namespace FgClip.Evaluation.Claims;

/// <summary>What a measurement of the grammar gave.</summary>
/// <param name="Measures">By set, language and kind; totals have nulls for these.</param>
/// <param name="Errors">Every claim that was missed or wrong.</param>
public sealed record ClaimReport(IReadOnlyList<ClaimMeasure> Measures, IReadOnlyList<ClaimError> Errors);

/// <summary>A claim that was missed or wrong.</summary>
/// <param name="Set">The file, without its ending.</param>
/// <param name="Caption">The caption.</param>
/// <param name="Fault">missed or wrong.</param>
/// <param name="Kind">The claim's kind.</param>
/// <param name="Words">Its subject, value and object.</param>
public sealed record ClaimError(string Set, string Caption, string Fault, string Kind, string Words);
