using System.Collections.Immutable;
using System.Text.Json;
using FgClip.Imaging;

namespace FgClip.Checkpoints;

/// <summary>
/// Reads preprocessor_config.json of an FG-CLIP checkpoint of the first version (Transformers' CLIPImageProcessor). The
/// official code makes the picture a square of image_size first, so that the processor's own resize and crop change
/// nothing: a file that asks for another size is refused.
/// </summary>
internal static class FgClip1PreprocessorReader
{
    // OPENAI_CLIP_MEAN and OPENAI_CLIP_STD of Transformers.
    private static readonly ImmutableArray<double> Mean = [0.48145466, 0.4578275, 0.40821073];
    private static readonly ImmutableArray<double> Std = [0.26862954, 0.26130258, 0.27577711];

    /// <summary>Reads the file of a folder; the defaults where there is none.</summary>
    /// <exception cref="FgClipException">It is malformed, or asks for what the model does not do.</exception>
    public static PreprocessorConfig Read(string folder, FgClip1VisionConfig vision)
    {
        var file = Path.Combine(folder, "preprocessor_config.json");
        return File.Exists(file) || Directory.Exists(file)
            ? Read(CheckpointJson.ReadObject(file), vision)
            : new PreprocessorConfig { Resample = ResampleFilter.Bicubic, ImageMean = Mean, ImageStd = Std, PatchSize = vision.PatchSize };
    }

    /// <summary>As <see cref="Read(string, FgClip1VisionConfig)"/>, from the root of the file.</summary>
    public static PreprocessorConfig Read(JsonFields fields, FgClip1VisionConfig vision)
    {
        if (fields.Flag("do_resize", true)) CheckSize(fields, "size", vision.ImageSize);
        if (fields.Flag("do_center_crop", true)) CheckSize(fields, "crop_size", vision.ImageSize);
        var rescale = fields.Positive("rescale_factor", 1.0 / 255);
        var mean = PreprocessorConfig.Channels(fields, "image_mean", Mean, positive: false);
        var std = PreprocessorConfig.Channels(fields, "image_std", Std, positive: true);
        var normalize = fields.Flag("do_normalize", true);
        return new PreprocessorConfig
        {
            Resample = ResampleFilter.Bicubic, // whatever the file says: that resize has nothing left to do
            RescaleFactor = fields.Flag("do_rescale", true) ? rescale : 1,
            ImageMean = normalize ? mean : [0, 0, 0],
            ImageStd = normalize ? std : [1, 1, 1],
            PatchSize = vision.PatchSize,
            ProcessorType = fields.Text("image_processor_type"),
        };
    }

    /// <summary>A side, or an object of sides: every one must be that of the square.</summary>
    private static void CheckSize(JsonFields fields, string name, int side)
    {
        if (fields.FindValue(name) is not { } size) return;
        var isSide = size.ValueKind switch
        {
            JsonValueKind.Number => IsSide(size),
            JsonValueKind.Object => size.EnumerateObject().All(part => IsSide(part.Value)),
            _ => false,
        };
        if (!isSide) throw fields.Wrong(name, $"{side}, the image_size of config.json", size);

        bool IsSide(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number == side;
    }
}
