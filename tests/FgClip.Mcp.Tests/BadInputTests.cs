using System.Buffers.Binary;
using FgClip.Mcp.Tests.Server;
using FgClip.Tests;

namespace FgClip.Mcp.Tests;

public class BadInputTests
{
    private static readonly string Sample = Path.Combine(TestData.Root, "samples", "scene.jpg");

    [Fact]
    public async Task No_such_file() => await FailsAsync(3, ["no-such.jpg"], "rank", "no-such.jpg", "a dog");

    [Fact]
    public async Task A_text_file_named_png()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("text.png"), "hello, this is no picture");

        await FailsAsync(3, ["text.png", "JPEG, PNG, WebP, GIF"], "rank", folder.File("text.png"), "a dog");
    }

    [Fact]
    public async Task A_truncated_jpeg()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("cut.jpg"), PictureBytes.TruncatedJpeg());

        await FailsAsync(3, ["cut.jpg", "cut off"], "rank", folder.File("cut.jpg"), "a dog");
    }

    [Fact]
    public async Task A_png_header_of_thirty_thousand_by_thirty_thousand()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("huge.png"), PictureBytes.HugeHeader());

        await FailsAsync(3, ["huge.png", "30000"], "rank", folder.File("huge.png"), "a dog");
    }

    [Fact]
    public async Task An_empty_caption() => await FailsAsync(2, ["captions[1] is empty"], "rank", Sample, "a dog", "");

    [Fact]
    public async Task No_caption() => await FailsAsync(2, ["no caption"], "rank", Sample);

    [Fact]
    public async Task A_caption_of_ten_thousand_characters_is_answered_as_truncated()
    {
        var run = await CommandRun.OfAsync("rank", Sample, new string('x', 10_000), "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\"truncated\": true", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_model_folder() =>
        await FailsAsync(4, ["no-such-model"], "rank", Sample, "a dog", "--model", "no-such-model");

    [Fact]
    public async Task A_corrupt_safetensors_file()
    {
        using var folder = CopyOfModel();
        await using (var file = File.OpenWrite(folder.File("model.safetensors")))
        {
            file.Write([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]);
        }

        await FailsAsync(4, ["model.safetensors"], "rank", Sample, "a dog", "--model", folder.Path);
    }

    [Fact]
    public async Task A_config_that_contradicts_the_tensors()
    {
        using var folder = CopyOfModel();
        var config = await File.ReadAllTextAsync(folder.File("config.json"));
        await File.WriteAllTextAsync(folder.File("config.json"), config.Replace("\"vocab_size\": 1536", "\"vocab_size\": 1537", StringComparison.Ordinal));

        await FailsAsync(4, ["token_embedding", "1537", "1536"], "rank", Sample, "a dog", "--model", folder.Path);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("99999999")]
    public async Task An_absurd_budget(string budget) =>
        await FailsAsync(2, ["65536"], "rank", Sample, "a dog", "--max-patches", budget);

    [Fact]
    public async Task A_device_that_is_not_there() =>
        await FailsAsync(5, ["openvino", "--device cpu"], "rank", Sample, "a dog", "--device", "openvino");

    [Fact]
    public async Task A_budget_that_is_no_number() =>
        await FailsAsync(2, ["--max-patches", "whole number"], "rank", Sample, "a dog", "--max-patches", "many");

    [Theory]
    [InlineData("IMAGE CAPTION... is missing", "rank")]
    [InlineData("LABEL... is missing", "classify", "a.png")]
    [InlineData("CAPTION... is missing", "check", "a.png")]
    [InlineData("SET and OUT are missing", "models", "synth")]
    public async Task A_missing_argument_is_named(string part, params string[] arguments) => await FailsAsync(2, [part, "--help"], arguments);

    [Theory]
    [InlineData("--max-megapixels", "0", "1 to 500")]
    [InlineData("--max-megabytes", "-1", "1 to 2000")]
    public async Task A_limit_that_allows_nothing(string option, string value, string part) =>
        await FailsAsync(2, [option, part], "rank", Sample, "a dog", option, value);

    [Fact]
    public async Task A_picture_beyond_the_limit_that_was_asked_for()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("large.png"), PictureBytes.Noise(1100, 1000));

        await FailsAsync(3, ["large.png", "at most 1 000 000", "--max-megapixels"], "rank", folder.File("large.png"), "a dog", "--max-megapixels", "1");
        await FailsAsync(3, ["large.png", "at most 1 000 000 bytes", "--max-megabytes"], "rank", folder.File("large.png"), "a dog", "--max-megabytes", "1");
    }

    [Fact]
    public async Task An_empty_text_for_pictures() => await FailsAsync(2, ["text is empty"], "rank", Sample, "--text", " ");

    [Fact]
    public async Task A_log_level_that_is_none() => await FailsAsync(2, ["--log-level", "as a log level", "Trace"], "stdio", "--log-level", "Loud");

    [Fact]
    public async Task An_unknown_option() => await FailsAsync(2, ["--nonsense"], "rank", Sample, "--nonsense");

    [Fact]
    public async Task An_unknown_command() => await FailsAsync(2, ["dance"], "dance");

    [Fact]
    public async Task A_region_outside_the_picture() =>
        await FailsAsync(2, ["region"], "locate", Sample, "a dog", "--no-overlay", "--region", "900", "900", "950", "950");

    [Theory]
    [InlineData(6, "no-such-folder/out.png", "no-such-folder")]
    [InlineData(6, ".", "is a folder")]
    [InlineData(2, "", "empty")]
    [InlineData(2, "out.jpg", ".png")]
    public async Task An_overlay_that_cannot_be_written(int exitCode, string output, string part) =>
        await FailsAsync(exitCode, [part], "locate", Sample, "a dog", "--output", output);

    [Fact]
    public async Task A_picture_is_not_overwritten_by_its_overlay()
    {
        using var folder = new TemporaryFolder();
        var picture = folder.File("picture.png");
        File.Copy(TestData.Golden("fgclip2-tiny", "inputs", "tiny.png"), picture);

        await FailsAsync(2, ["picture itself"], "locate", picture, "a dog", "--output", picture);
    }

    [Fact]
    public async Task A_region_with_a_comma() =>
        await FailsAsync(2, ["four numbers", "1,5"], "locate", Sample, "a dog", "--no-overlay", "--region", "1,5", "2", "30", "40");

    [Theory]
    [InlineData("rank", "none.png", "other.png", "--text", "a dog")]
    [InlineData("embed", "none.png", "other.png")]
    public async Task No_picture_of_several_can_be_read(params string[] arguments) =>
        Assert.Equal(3, (await CommandRun.OfAsync(arguments)).ExitCode);

    [Fact]
    public async Task Standard_input_twice()
    {
        var run = await CommandRun.WithInputAsync(await File.ReadAllBytesAsync(Sample), "rank", "-", "-", "--text", "a dog");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("once", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_that_are_no_numbers()
    {
        using var folder = CopyOfModel();
        await FillTensorAsync(folder.File("model.safetensors"), "vision_model.post_layernorm.bias", float.NaN);

        await FailsAsync(4, ["vision tower", "no numbers"], "rank", Sample, "a dog", "--model", folder.Path);
    }

    [Fact]
    public async Task A_scale_that_is_no_number()
    {
        using var folder = CopyOfModel();
        await FillTensorAsync(folder.File("model.safetensors"), "logit_scale", float.NaN);

        await FailsAsync(4, ["logit_scale"], "rank", Sample, "a dog", "--model", folder.Path);
    }

    private static async Task FillTensorAsync(string path, string tensor, float value)
    {
        var bytes = await File.ReadAllBytesAsync(path);
        var headerLength = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        var offsets = System.Text.Json.JsonElement.Parse(bytes.AsSpan(8, headerLength)).GetProperty(tensor).GetProperty("data_offsets");
        for (var at = offsets[0].GetInt32(); at < offsets[1].GetInt32(); at += sizeof(float))
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(8 + headerLength + at), value);
        }

        await File.WriteAllBytesAsync(path, bytes);
    }

    private static TemporaryFolder CopyOfModel()
    {
        var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(TestData.ScenesModel)) File.Copy(file, folder.File(Path.GetFileName(file)));
        return folder;
    }

    private static async Task FailsAsync(int exitCode, string[] parts, params string[] arguments)
    {
        var run = await CommandRun.OfAsync(arguments);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Out));
        Assert.All(parts, part => Assert.Contains(part, run.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal); // no stack trace
    }
}
