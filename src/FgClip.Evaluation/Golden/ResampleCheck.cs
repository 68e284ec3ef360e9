using FgClip.Imaging;

namespace FgClip.Evaluation.Golden;

/// <summary>The bytes of a resized picture.</summary>
internal sealed class ResampleCheck : IGoldenCheck
{
    public string Kind => "resample";

    public void Prepare(VerificationContext context)
    {
    }

    public Task RunAsync(GoldenCase golden, CaseFindings findings, VerificationContext context)
    {
        var source = golden.Optional("ramp") is null ? golden.Picture().Pixels : Ramp(golden.Integers("ramp"));
        var size = golden.Integers("size");
        var filter = golden.Required("filter").GetString() switch
        {
            "bilinear" => ResampleFilter.Bilinear,
            "bicubic" => ResampleFilter.Bicubic,
            var other => throw new FgClipException(
                FgClipErrorKind.File, "filter is not known", golden.Id, "bilinear or bicubic", other),
        };

        var resized = PillowResampler.Resize(source, size[0], size[1], filter).ToRgb24();
        findings.EqualDigest("sha256", resized);
        findings.EqualBytes("resized", resized);
        return Task.CompletedTask;
    }

    // A picture [h,w] whose three channels are (3·y + 5·x) mod 256.
    private static PixelBuffer Ramp(int[] size)
    {
        var rgb = new byte[size[0] * size[1] * 3];
        for (int y = 0, at = 0; y < size[1]; y++)
        {
            for (var x = 0; x < size[0]; x++, at += 3) rgb.AsSpan(at, 3).Fill((byte)(3 * y + 5 * x));
        }

        return PixelBuffer.FromRgb24(size[0], size[1], rgb);
    }
}
