using System.Collections.Immutable;
using System.Text.Json;
using FgClip.Imaging;

namespace FgClip.Checkpoints;

/// <summary>
/// What preprocessor_config.json says about turning a picture into patches. Absent members, and an absent file, have the
/// defaults of the official processor (fgclip2/model/strcs/image_processing_fgclip2.py). A picture is always resized to a
/// grid of patches, with Pillow's bilinear or bicubic filter: a file that asks for something else is refused.
/// </summary>
public sealed record PreprocessorConfig
{
    private static readonly ImmutableArray<double> Halves = [0.5, 0.5, 0.5];

    /// <summary>
    /// <c>resample</c>: the filter of that resize, by Pillow's number: bilinear (2), which is the default, or bicubic (3).
    /// Always bicubic for the first version, whose caller resizes.
    /// </summary>
    public ResampleFilter Resample { get; init; } = ResampleFilter.Bilinear;

    /// <summary><c>rescale_factor</c>, what a byte is multiplied with: 1/255. It is 1 where <c>do_rescale</c> is false.</summary>
    public double RescaleFactor { get; init; } = 1.0 / 255;

    /// <summary><c>image_mean</c>, subtracted per channel after that; R, G, B. Zeros where <c>do_normalize</c> is false.</summary>
    public ImmutableArray<double> ImageMean { get; init; } = Halves;

    /// <summary><c>image_std</c>, divided by per channel after that; above 0. Ones where <c>do_normalize</c> is false.</summary>
    public ImmutableArray<double> ImageStd { get; init; } = Halves;

    /// <summary><c>patch_size</c>: pixels along a side of a patch; the same as in config.json.</summary>
    public int PatchSize { get; init; } = 16;

    /// <summary><c>max_num_patches</c>: the budget where <see cref="DynamicMaxPatches"/> is false.</summary>
    public int MaxNumPatches { get; init; } = 256;

    /// <summary><c>dynamic_max_patches</c>: whether the official processor chooses the budget by the picture's size.</summary>
    public bool DynamicMaxPatches { get; init; } = true;

    /// <summary><c>image_processor_type</c>; null where absent.</summary>
    internal string? ProcessorType { get; init; }

    /// <summary>Reads preprocessor_config.json from a folder; the defaults where there is none.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="patchSize">The patch size of config.json, which this file must not contradict.</param>
    /// <exception cref="FgClipException">It is malformed, or asks for what the model does not do.</exception>
    internal static PreprocessorConfig Read(string folder, int patchSize)
    {
        var file = Path.Combine(folder, "preprocessor_config.json");
        return File.Exists(file) || Directory.Exists(file)
            ? Read(CheckpointJson.ReadObject(file), patchSize)
            : new PreprocessorConfig { PatchSize = patchSize };
    }

    /// <summary>As <see cref="Read(string, int)"/>, from the root of the file.</summary>
    internal static PreprocessorConfig Read(JsonFields fields, int patchSize)
    {
        var fallback = new PreprocessorConfig();
        if (!fields.Flag("do_resize", true)) throw fields.Wrong("do_resize", "true", "false");
        if (fields.Int("patch_size", patchSize, 1, int.MaxValue) is var size && size != patchSize)
        {
            throw fields.Wrong("patch_size", $"{patchSize}, the patch_size of config.json", $"{size}");
        }

        var rescale = fields.Positive("rescale_factor", fallback.RescaleFactor);
        var mean = Channels(fields, "image_mean", fallback.ImageMean, positive: false);
        var std = Channels(fields, "image_std", fallback.ImageStd, positive: true);
        var normalize = fields.Flag("do_normalize", true);
        return new PreprocessorConfig
        {
            Resample = Filter(fields),
            RescaleFactor = fields.Flag("do_rescale", true) ? rescale : 1,
            ImageMean = normalize ? mean : [0, 0, 0],
            ImageStd = normalize ? std : [1, 1, 1],
            PatchSize = patchSize,
            MaxNumPatches = fields.Int("max_num_patches", fallback.MaxNumPatches, 1, int.MaxValue),
            DynamicMaxPatches = fields.Flag("dynamic_max_patches", fallback.DynamicMaxPatches),
            ProcessorType = fields.Text("image_processor_type"),
        };
    }

    private static ResampleFilter Filter(JsonFields fields)
    {
        // Null means the default. The official processor hands the number to Pillow as it is.
        if (fields.FindValue("resample") is not { } filter) return ResampleFilter.Bilinear;

        var number = filter.ValueKind == JsonValueKind.Number && filter.TryGetInt32(out var given) ? given : -1;
        return number switch
        {
            2 => ResampleFilter.Bilinear,
            3 => ResampleFilter.Bicubic,
            _ => throw fields.Wrong("resample", "2 (bilinear) or 3 (bicubic)", filter),
        };
    }

    /// <summary>One number for all channels, or three; null and absent mean the default.</summary>
    internal static ImmutableArray<double> Channels(JsonFields fields, string name, ImmutableArray<double> fallback, bool positive)
    {
        if (fields.FindValue(name) is not { } value) return fallback;
        var numbers = value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(JsonFields.Number).ToList()
            : [.. Enumerable.Repeat(JsonFields.Number(value), 3)];
        return numbers.Count == 3 && numbers.All(number => number is { } v && (!positive || (float)v > 0))
            ? [.. numbers.Select(number => number!.Value)]
            : throw fields.Wrong(name, positive ? "three numbers above 0" : "three numbers", value);
    }
}
