using System.Text.Json;
using FgClip.Analysis;
using FgClip.Analysis.Mismatch;
using FgClip.Analysis.Mismatch.Evidence;

namespace FgClip.Tests.Analysis;

public class AnalysisCalibrationTests
{
    [Fact]
    public void Parts_that_are_left_out_stay_cautious()
    {
        var calibration = Parse("""{"mismatch":{"color":{"intercept":1,"margin":2,"contradicted_below":0.1,"supported_above":0.6}},"later":1}""");

        Assert.Null(calibration.Presence);
        Assert.Same(PlaceFit.Unfitted, calibration.Places);
        Assert.True(calibration.Mismatch.IsFitted);
        Assert.Equal(2, calibration.Mismatch[ClaimKind.Color].Margin);
        Assert.Same(AnalysisCalibration.None.Mismatch[ClaimKind.Thing], calibration.Mismatch[ClaimKind.Thing]);
    }

    [Theory]
    [InlineData("""[]""", "calibration is no object")]
    [InlineData("""{"presence":1}""", "calibration.presence is no object")]
    [InlineData("""{"presence":{"intercept":1,"absent_below":0.1}}""", "calibration.presence.present_above is not a number")]
    [InlineData("""{"presence":{"intercept":1,"absent_below":0.9,"present_above":0.1}}""", "calibration.presence contradicts itself")]
    [InlineData("""{"places":{"level":1}}""", "calibration.places.intercept is not a number")]
    [InlineData("""{"places":{"intercept":"x"}}""", "calibration.places.intercept is not a number")]
    [InlineData("""{"mismatch":{"smell":{}}}""", "calibration.mismatch has smell, which is no kind of claim")]
    [InlineData("""{"mismatch":{"color":[]}}""", "calibration.mismatch.color is no object")]
    [InlineData("""{"mismatch":{"color":{"intercept":1,"margin":0,"contradicted_below":0.1,"supported_above":0.6}}}""", "calibration.mismatch.color contradicts itself")]
    public void A_malformed_calibration_names_the_member_and_the_file(string json, string what)
    {
        var error = Assert.Throws<FgClipException>(() => Parse(json));

        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains("card.json", error.Message, StringComparison.Ordinal);
    }

    private static AnalysisCalibration Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return AnalysisCalibration.Parse(document.RootElement, "card.json");
    }
}
