using FgClip.Checkpoints;

namespace FgClip.Imaging;

/// <summary>Mean and deviation per channel for <see cref="Patchifier"/>, which divides bytes by 255.</summary>
internal sealed class PixelNormalization
{
    public PixelNormalization(PreprocessorConfig preprocessor)
    {
        // Another rescale_factor only stretches mean and deviation; 1/255 is written in as many digits as JSON likes.
        var stretch = preprocessor.RescaleFactor * 255;
        if (Math.Abs(stretch - 1) < 1e-9) stretch = 1;
        Mean = [.. preprocessor.ImageMean.Select(mean => (float)(mean / stretch))];
        Std = [.. preprocessor.ImageStd.Select(std => (float)(std / stretch))];
    }

    /// <summary>[3], in 0..1.</summary>
    public float[] Mean { get; }

    /// <summary>[3].</summary>
    public float[] Std { get; }
}
