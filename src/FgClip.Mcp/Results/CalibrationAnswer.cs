namespace FgClip.Mcp.Results;

/// <summary>What <c>calibrate</c> fitted.</summary>
/// <param name="Model">The checkpoint.</param>
/// <param name="File">Where the calibration is kept.</param>
/// <param name="Kinds">What was fitted, and how good it is on pictures that it was not fitted on.</param>
/// <param name="NotFitted">Kinds that the data have too few samples of.</param>
internal sealed record CalibrationAnswer(string Model, string File, IReadOnlyList<CalibratedKind> Kinds, IReadOnlyList<string> NotFitted);

/// <summary>One kind that was fitted.</summary>
/// <param name="Kind">places, presence, or a kind of claim.</param>
/// <param name="Samples">How many.</param>
/// <param name="BalancedAccuracy">Of five-fold cross-validation, 0 to 1.</param>
/// <param name="CalibrationError">Likewise.</param>
/// <param name="Coverage">Share outside the unsure band.</param>
/// <param name="Accuracy">Share of right verdicts there.</param>
internal sealed record CalibratedKind(
    string Kind, int Samples, double BalancedAccuracy, double CalibrationError, double Coverage, double Accuracy);
