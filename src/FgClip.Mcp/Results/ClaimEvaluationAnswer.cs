using FgClip.Evaluation.Claims;

namespace FgClip.Mcp.Results;

/// <summary>How well captions are cut into claims.</summary>
/// <param name="Data">The file or folder of labelled captions.</param>
/// <param name="Measures">By set, language and kind, with totals.</param>
/// <param name="Errors">Claims that were missed or wrong; null unless asked for.</param>
internal sealed record ClaimEvaluationAnswer(string Data, IReadOnlyList<ClaimMeasure> Measures, IReadOnlyList<ClaimError>? Errors);
