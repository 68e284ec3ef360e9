using FgClip.Encoding;

namespace FgClip.Evaluation.Golden;

/// <summary>Budget, grid, resized bytes, image, dense and region features of a picture.</summary>
internal sealed class ImageCheck : IGoldenCheck
{
    public string Kind => "image";

    public void Prepare(VerificationContext context) => _ = context.Encoder;

    public async Task RunAsync(GoldenCase golden, CaseFindings findings, VerificationContext context)
    {
        var picture = golden.Picture();
        var maxPatches = golden.OptionalNumber("max_patches");
        var encoded = await context.Encoder.EncodeImageAsync(
            picture, new ImageEncodingOptions { MaxPatches = maxPatches, Parts = ImageParts.All }).ConfigureAwait(false);

        if (golden.OptionalNumber("budget") is { } budget) findings.Equal("budget", budget, encoded.Budget);
        findings.Equal<int>("grid", golden.Integers("grid", 2), [encoded.Grid.Rows, encoded.Grid.Columns]);

        var resized = context.Encoder.Family.Resize(picture.Pixels, encoded.Grid).ToRgb24();
        findings.EqualDigest("resized_sha256", resized);
        findings.EqualBytes("resized", resized);

        if (!golden.ExpectedParts.Any()) findings.Fail("an image case must expect features");
        findings.Near("image", encoded.Feature.Span);
        findings.Near("dense", encoded.Dense.Values.Span);
        findings.Near("regions", golden.Boxes().SelectMany(encoded.Dense.Region).ToArray());
    }
}
