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
        var source = golden.Optional("ramp") is null ? golden.Picture().Pixels : Ramp(golden);
        var size = golden.Integers("size", 2);
        var filter = golden.Text("filter") switch
        {
            "bilinear" => ResampleFilter.Bilinear,
            "bicubic" => ResampleFilter.Bicubic,
            _ => throw golden.Wrong("filter", "bilinear or bicubic"),
        };

        var resized = PillowResampler.Resize(source, size[0], size[1], filter).ToRgb24();
        findings.EqualDigest("sha256", resized);
        findings.EqualBytes("resized", resized);
        return Task.CompletedTask;
    }

    // A picture [h,w] whose three channels are (3·y + 5·x) mod 256.
    private static PixelBuffer Ramp(GoldenCase golden)
    {
        var size = golden.Integers("ramp", 2);
        if (size[0] < 1 || size[1] < 1 || (long)size[0] * size[1] > PictureLimits.Default.MaxPixels)
        {
            throw golden.Wrong("ramp", $"two sides of at least 1 and {PictureLimits.Default.MaxPixels} pixels at most");
        }

        var rgb = new byte[size[0] * size[1] * 3];
        for (int y = 0, at = 0; y < size[1]; y++)
        {
            for (var x = 0; x < size[0]; x++, at += 3) rgb.AsSpan(at, 3).Fill((byte)(3 * y + 5 * x));
        }

        return PixelBuffer.FromRgb24(size[0], size[1], rgb);
    }
}
