using System.Text.Json;
using System.Text.Json.Nodes;
using FgClip.Analysis;
using FgClip.Analysis.Mismatch;

namespace FgClip.Evaluation.Scenes.Calibrating;

/// <summary>A calibration as cards spell it, and what it was made from.</summary>
/// <param name="pictures">Pictures that it was fitted on.</param>
internal sealed class CalibrationDocument(int pictures)
{
    private const string File = "the new calibration";

    private readonly List<KindFit> _fits = [];

    /// <summary>What was fitted, in the order of fitting.</summary>
    public IReadOnlyList<KindFit> Fits => _fits;

    /// <summary>Takes a fit; null is passed over.</summary>
    public void Add(KindFit? fit)
    {
        // A reading that speaks against its own claim would turn the verdicts round.
        if (fit is not null && (!fit.Names.Contains("margin") || fit.Model.Weights[0] > 0)) _fits.Add(fit);
    }

    /// <summary>The calibration, to judge by.</summary>
    public AnalysisCalibration ToCalibration() => AnalysisCalibration.Parse(JsonSerializer.SerializeToElement(ToJson()), File);

    /// <summary>The value of a card's <c>calibration</c>.</summary>
    public JsonObject ToJson()
    {
        var (root, mismatch) = (new JsonObject { ["pictures"] = pictures }, new JsonObject());
        foreach (var fit in _fits)
        {
            if (ClaimKindNames.All.Contains(fit.Kind)) mismatch[fit.Kind] = Part(fit, "contradicted_below", "supported_above");
            else if (fit.Kind == "presence") root[fit.Kind] = Part(fit, "absent_below", "present_above");
            else root[fit.Kind] = Part(fit, null, null);
        }

        if (mismatch.Count > 0) root["mismatch"] = mismatch;
        return root;
    }

    private static JsonObject Part(KindFit fit, string? below, string? above)
    {
        var part = new JsonObject { ["intercept"] = Rounded(fit.Model.Intercept) };
        for (var index = 0; index < fit.Names.Count; index++)
        {
            if (fit.Model.Weights[index] != 0) part[fit.Names[index]] = Rounded(fit.Model.Weights[index]);
        }

        if (below is not null && above is not null)
        {
            part[below] = Rounded(fit.ContradictedBelow);
            part[above] = Rounded(fit.SupportedAbove);
        }

        var quality = fit.Quality;
        part["samples"] = quality.Samples;
        part["calibration_error"] = Rounded(quality.CalibrationError);
        if (below is null) return part;

        part["balanced_accuracy"] = Rounded(quality.BalancedAccuracy);
        part["coverage"] = Rounded(quality.Coverage);
        part["accuracy"] = Rounded(quality.Accuracy);
        return part;
    }

    // Four digits are more than any data decide.
    private static double Rounded(double value) =>
        value == 0 ? 0 : Math.Round(value, Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 12));
}
