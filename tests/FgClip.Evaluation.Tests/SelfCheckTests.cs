using System.Buffers.Binary;
using System.Text.Json;
using FgClip.Encoding;
using FgClip.Evaluation.Golden;
using FgClip.Evaluation.SelfCheck;
using FgClip.Imaging;
using FgClip.Tests;

namespace FgClip.Evaluation.Tests;

public class SelfCheckTests
{
    [Fact]
    public async Task The_embedded_checkpoint_passes()
    {
        var report = await CheckAsync(TestData.ScenesModel);

        Assert.True(report.Succeeded, string.Join("\n", report.Steps));
        Assert.Equal(
            ["files Skipped", "tensors Passed", "load Passed", "picture features Passed", "text features Passed", "batches Passed", "relations Passed", "published values Skipped"],
            report.Steps.Select(step => $"{step.Name} {step.Outcome}"));
        Assert.Equal(64, report.Hash!.Length);
        Assert.StartsWith("cpu", report.Device, StringComparison.Ordinal);
        Assert.Contains("16 of 16", report.Steps.Single(step => step.Name == "relations").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Random_weights_pass_what_holds_for_any_and_are_not_judged_by_meaning()
    {
        var report = await CheckAsync(TestData.Golden("fgclip2-variant", "checkpoint"));

        Assert.True(report.Succeeded, string.Join("\n", report.Steps));
        Assert.Equal(SelfCheckOutcome.Noted, report.Steps.Single(step => step.Name == "relations").Outcome);
        Assert.Contains("BF16", report.Steps.Single(step => step.Name == "tensors").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_that_do_not_fit_fail_with_their_names_and_nothing_else_runs()
    {
        using var folder = CopyOfScenes();
        var config = await File.ReadAllTextAsync(folder.File("config.json"));
        await File.WriteAllTextAsync(folder.File("config.json"), config.Replace("\"vocab_size\": 1536", "\"vocab_size\": 1537", StringComparison.Ordinal));

        var report = await CheckAsync(folder.Path);

        Assert.False(report.Succeeded);
        Assert.Equal(["files", "tensors"], report.Steps.Select(step => step.Name));
        Assert.Contains("token_embedding", report.Steps[1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_that_are_no_numbers_fail_where_they_are_used_and_the_rest_still_runs()
    {
        using var folder = CopyOfScenes();
        await FillTensorAsync(folder.File("model.safetensors"), "vision_model.post_layernorm.bias", float.NaN);

        var report = await CheckAsync(folder.Path);

        Assert.Equal(SelfCheckOutcome.Failed, report.Steps.Single(step => step.Name == "picture features").Outcome);
        Assert.Equal(SelfCheckOutcome.Passed, report.Steps.Single(step => step.Name == "text features").Outcome);
    }

    [Fact]
    public async Task Features_that_mean_nothing_fail_the_relations()
    {
        using var folder = CopyOfScenes();
        await FillTensorAsync(folder.File("model.safetensors"), "text_model.head.weight", 0.25f);

        var report = await CheckAsync(folder.Path);

        Assert.Equal(SelfCheckOutcome.Failed, report.Steps.Single(step => step.Name == "relations").Outcome);
    }

    // The comparison with published values, over checkpoints whose values the official code gave: one with an end token and
    // padding on the right, one with beginning and end tokens, padding on the left and a mask.
    [Theory]
    [InlineData("fgclip2-tiny")]
    [InlineData("fgclip2-variant")]
    [InlineData("fgclip2-scenes")]
    public async Task Values_of_the_official_code_are_reached_from_pieces(string name)
    {
        using var encoder = OpenSet(name, out var set);
        var (picture, values) = await ValuesAsync(set, encoder);

        Assert.Equal(SelfCheckOutcome.Passed, await OutcomeAsync(encoder, picture, values));

        // As they were written, or in lower case: one of them must fit.
        var scores = values.Scores[0];
        int[][] none = [.. scores.Pieces.Select(_ => Array.Empty<int>())];
        Assert.Equal(SelfCheckOutcome.Passed, await OutcomeAsync(encoder, picture, values with { Scores = [scores with { Pieces = none }] }));
        Assert.Equal(SelfCheckOutcome.Failed, await OutcomeAsync(encoder, picture, values with { Scores = [scores with { Pieces = none, PiecesAsWritten = none }] }));

        float[] off = [.. scores.Logits];
        off[0] += 0.01f * Math.Max(1, off.Max(Math.Abs));
        Assert.Equal(SelfCheckOutcome.Failed, await OutcomeAsync(encoder, picture, values with { Scores = [scores with { Logits = off }] }));
        Assert.Equal(SelfCheckOutcome.Failed, await OutcomeAsync(encoder, picture, values with { Width = picture.Width + 1 }));
    }

    [Fact]
    public void The_published_values_are_read_whole()
    {
        var values = PublishedValues.OfBase();

        Assert.Equal(("000000039769.jpg", 640, 480), (values.Picture, values.Width, values.Height));
        Assert.Equal([7.1313f, -12.3647f, -26.1456f, -22.0568f, -17.3236f, -13.9281f], values.Scores[0].Logits);
        Assert.All(values.Scores, scores => Assert.Equal((6, 6), (scores.Pieces.Length, scores.PiecesAsWritten.Length)));
        Assert.Equal(new BoxPixels(41, 74, 177, 118), Assert.Single(values.Regions).Boxes[1]);
    }

    private static Task<SelfCheckReport> CheckAsync(string folder) => new ModelSelfCheck(new SelfCheckOptions { Folder = folder }).RunAsync();

    private static async Task<SelfCheckOutcome> OutcomeAsync(FgClipEncoder encoder, Picture picture, PublishedValues values) =>
        (await new PublishedStep(encoder, picture, values, CancellationToken.None).RunAsync()).Outcome;

    private static FgClipEncoder OpenSet(string name, out GoldenSet set)
    {
        set = GoldenSet.Read(TestData.Golden(name));
        return FgClipEncoder.Open(Path.GetFullPath(Path.Combine(set.Folder, set.Checkpoint!)));
    }

    private static async Task<(Picture Picture, PublishedValues Values)> ValuesAsync(GoldenSet set, FgClipEncoder encoder)
    {
        using var expected = new ExpectedTensors(Path.Combine(set.Folder, "expected.safetensors"));
        var golden = set.Cases(broken => Assert.Fail(broken.Message)).First(one => one.Kind == "score" && one.TextKind == TextKind.Short);
        var texts = golden.Texts("texts");
        var encoded = await encoder.EncodeTextsAsync(texts, TextKind.Short);
        var empty = (await encoder.EncodeTextsAsync([""], TextKind.Short))[0];
        var config = FgClip.Tokenization.TokenizerConfig.FromFolder(encoder.Checkpoint.Folder);
        int[][] pieces = [.. encoded.Select(text => Pieces(text, empty.TokenCount, config.AddBos ? 1 : 0, config.PaddingSide == FgClip.Tokenization.TokenSide.Left))];
        var logits = expected.Floats(golden.Expected("logits")!)[..texts.Length];
        var picture = golden.PictureAt(golden.Required("images")[0].GetString()!);
        return (picture, new PublishedValues("a.jpg", picture.Width, picture.Height, [new PublishedScores("s", pieces, pieces, logits)], []));
    }

    private static int[] Pieces(EncodedText text, int special, int begin, bool left)
    {
        var ids = text.Ids.ToArray();
        var own = left ? ids[^text.TokenCount..] : ids[..text.TokenCount];
        return own[begin..^(special - begin)];
    }

    private static TemporaryFolder CopyOfScenes()
    {
        var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(TestData.ScenesModel)) File.Copy(file, folder.File(Path.GetFileName(file)));
        return folder;
    }

    private static async Task FillTensorAsync(string path, string tensor, float value)
    {
        var bytes = await File.ReadAllBytesAsync(path);
        var header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        var offsets = JsonElement.Parse(bytes.AsSpan(8, header)).GetProperty(tensor).GetProperty("data_offsets");
        for (var at = offsets[0].GetInt32(); at < offsets[1].GetInt32(); at += sizeof(float))
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(8 + header + at), value);
        }

        await File.WriteAllBytesAsync(path, bytes);
    }
}
