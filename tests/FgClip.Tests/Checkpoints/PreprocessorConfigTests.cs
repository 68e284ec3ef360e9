using FgClip.Checkpoints;
using FgClip.Imaging;

namespace FgClip.Tests.Checkpoints;

public sealed class PreprocessorConfigTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_file_the_defaults_hold_and_the_patch_is_the_models()
    {
        var config = PreprocessorConfig.Read(_folder.Path, 14);

        Assert.Equal((1.0 / 255, 14, 256, true), (config.RescaleFactor, config.PatchSize, config.MaxNumPatches, config.DynamicMaxPatches));
        Assert.Equal([0.5, 0.5, 0.5], config.ImageMean);
        Assert.Equal([0.5, 0.5, 0.5], config.ImageStd);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"do_convert_rgb":null,"image_mean":null,"image_std":null,"resample":null,"size":{"height":3}}""")]
    public void Absent_members_have_the_defaults(string json)
    {
        var config = Read(json);

        Assert.Equal((1.0 / 255, 16, 256, true), (config.RescaleFactor, config.PatchSize, config.MaxNumPatches, config.DynamicMaxPatches));
        Assert.Equal([0.5, 0.5, 0.5], config.ImageMean);
        Assert.Equal([0.5, 0.5, 0.5], config.ImageStd);
    }

    [Fact]
    public void Every_member_comes_from_the_file()
    {
        var config = Read("""
            {"image_mean":[0.1,0.2,-0.3],"image_std":0.25,"rescale_factor":1,"patch_size":16,"resample":2,"max_num_patches":1024,
             "dynamic_max_patches":false,"image_processor_type":"Fgclip2ImageProcessor"}
            """);

        Assert.Equal([0.1, 0.2, -0.3], config.ImageMean);
        Assert.Equal([0.25, 0.25, 0.25], config.ImageStd);
        Assert.Equal((1.0, 1024, false, "Fgclip2ImageProcessor"), (config.RescaleFactor, config.MaxNumPatches, config.DynamicMaxPatches, config.ProcessorType));
    }

    [Theory]
    [InlineData("{}", ResampleFilter.Bilinear)]
    [InlineData("""{"resample":null}""", ResampleFilter.Bilinear)]
    [InlineData("""{"resample":2}""", ResampleFilter.Bilinear)]
    [InlineData("""{"resample":3}""", ResampleFilter.Bicubic)]
    public void The_filter_is_that_of_pillows_number(string json, ResampleFilter filter) => Assert.Equal(filter, Read(json).Resample);

    [Fact]
    public void Steps_that_are_switched_off_change_nothing()
    {
        var config = Read("""{"do_rescale":false,"do_normalize":false,"image_mean":[1,2,3],"image_std":[1,2,3]}""");

        Assert.Equal(1, config.RescaleFactor);
        Assert.Equal([0, 0, 0], config.ImageMean);
        Assert.Equal([1, 1, 1], config.ImageStd);
    }

    [Theory]
    [InlineData("""{"do_resize":false}""", "'do_resize' is not usable; expected true, got false")]
    [InlineData("""{"do_resize":1}""", "'do_resize' is not usable; expected true or false, got 1")]
    [InlineData("""{"do_rescale":"no"}""", "'do_rescale' is not usable")]
    [InlineData("""{"resample":1}""", "'resample' is not usable; expected 2 (bilinear) or 3 (bicubic), got 1")]
    [InlineData("""{"resample":2.5}""", "'resample' is not usable")]
    [InlineData("""{"resample":true}""", "'resample' is not usable")]
    [InlineData("""{"resample":"bilinear"}""", "'resample' is not usable")]
    [InlineData("""{"patch_size":14}""", "'patch_size' is not usable; expected 16, the patch_size of config.json, got 14")]
    [InlineData("""{"patch_size":0}""", "'patch_size' is not usable")]
    [InlineData("""{"image_mean":[0.5,0.5]}""", "'image_mean' is not usable; expected three numbers, got an array of 2")]
    [InlineData("""{"image_mean":[0.5,0.5,"0.5"]}""", "'image_mean' is not usable")]
    [InlineData("""{"image_mean":[0.5,0.5,1e999]}""", "'image_mean' is not usable")]
    [InlineData("""{"image_std":[0.5,0,0.5]}""", "'image_std' is not usable; expected three numbers above 0")]
    [InlineData("""{"image_std":-1}""", "'image_std' is not usable")]
    [InlineData("""{"image_std":1e-60}""", "'image_std' is not usable")]
    [InlineData("""{"rescale_factor":0}""", "'rescale_factor' is not usable")]
    [InlineData("""{"max_num_patches":0}""", "'max_num_patches' is not usable")]
    [InlineData("""{"dynamic_max_patches":null}""", "'dynamic_max_patches' is not usable")]
    [InlineData("""{"image_processor_type":3}""", "'image_processor_type' is not usable")]
    [InlineData("[]", "not a JSON object")]
    public void What_the_model_does_not_do_is_refused_by_name(string json, string says)
    {
        var error = Assert.Throws<FgClipException>(() => Read(json));

        Assert.Equal(FgClipErrorKind.Checkpoint, error.Kind);
        Assert.StartsWith($"{_folder.At("preprocessor_config.json")}: {says}", error.Message.Replace("is not a", "not a", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private PreprocessorConfig Read(string json)
    {
        _folder.Write("preprocessor_config.json", json);
        return PreprocessorConfig.Read(_folder.Path, 16);
    }
}
