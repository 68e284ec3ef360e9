using System.Text.Json;
using FgClip.Checkpoints;
using FgClip.Export;
using FgClip.Inference;
using FgClip.Model;

namespace FgClip.Tests.Export;

public sealed class ModelExportTests : IDisposable
{
    private static readonly string[] Files =
    [
        "vision_tower.onnx", "image_head.onnx", "dense_head.onnx", "text_embedding_short.onnx", "text_embedding_long.onnx", "text_tower.onnx",
        "text_head_short.onnx", "text_head_box.onnx", "text_head_long.onnx",
    ];

    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.File("export");

    public void Dispose() => _folder.Dispose();

    // In the order of the official sets: one with padding unmasked, one with a mask and bfloat16 weights in shards, the first version.
    [Theory]
    [InlineData("fgclip2-tiny", ModelPrecision.Auto, 1e-5)]
    [InlineData("fgclip2-tiny", ModelPrecision.Float16, 0.004)]
    [InlineData("fgclip2-variant", ModelPrecision.Float32, 1e-5)]
    [InlineData("fgclip2-variant", ModelPrecision.Float16, 0.004)]
    [InlineData("fgclip1-tiny", ModelPrecision.Float32, 1e-5)]
    [InlineData("fgclip1-tiny", ModelPrecision.Float16, 0.004)]
    public async Task Every_file_computes_in_a_session_of_its_own_what_the_checkpoint_does(string set, ModelPrecision precision, double tolerance)
    {
        var report = await ModelExport.WriteAsync(TestData.Golden(set, "checkpoint"), Target, precision);

        Assert.Equal(Files, report.Graphs.Select(graph => graph.File));
        Assert.All(report.Graphs, graph => Assert.Null(graph.Outcome));
        Assert.All(report.Graphs, graph => Assert.InRange(graph.WorstError!.Value, 0, tolerance));
        Assert.Equal(report.WeightBytes, new FileInfo(Path.Combine(Target, "weights.bin")).Length, 4096d);
        Assert.Superset(Files.Append("export.json").Append("config.json").Append("preprocessor_config.json").Append("tokenizer_config.json").ToHashSet(), NamesIn(Target).ToHashSet());
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task The_embedded_model_is_written_with_all_that_a_program_needs_to_know()
    {
        await ModelExport.WriteAsync(TestData.ScenesModel, Target, ModelPrecision.Float32);

        var manifest = JsonElement.Parse(await File.ReadAllBytesAsync(Path.Combine(Target, "export.json")));
        var tower = manifest.GetProperty("graphs")[0];
        Assert.Equal("""{"name":"patches","type":"float","shape":["B","N",768]}""", Compact(tower.GetProperty("inputs")[0]));
        Assert.Equal("""{"name":"grid","type":"int64","shape":[2]}""", Compact(tower.GetProperty("inputs")[1]));
        Assert.Equal("""{"name":"last_hidden_state","type":"float","shape":["B","N",128]}""", Compact(tower.GetProperty("outputs")[0]));
        using var checkpoint = Checkpoint.Open(TestData.ScenesModel);
        var scoring = ModelFamily.Of(checkpoint).Scoring;
        Assert.Equal((scoring.Scale, scoring.Bias), (manifest.GetProperty("score").GetProperty("scale").GetSingle(), manifest.GetProperty("score").GetProperty("bias").GetSingle()));
        Assert.Equal((checkpoint.Hash, 32, 16), (manifest.GetProperty("hash").GetString(), manifest.GetProperty("text").GetProperty("short_length").GetInt32(), manifest.GetProperty("image").GetProperty("patch_size").GetInt32()));

        // The checkpoint's small files go along, so that a tokenizer is at hand; its weights do not.
        Assert.DoesNotContain("model.safetensors", NamesIn(Target));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(TestData.ScenesModel, "tokenizer.json")), await File.ReadAllBytesAsync(Path.Combine(Target, "tokenizer.json")));
    }

    [Fact]
    public async Task Weights_that_graphs_share_are_written_once()
    {
        // Both heads of the first version compute with the last layer of the vision tower.
        var report = await ModelExport.WriteAsync(TestData.Golden("fgclip1-tiny", "checkpoint"), Target);

        Assert.True(report.Graphs.Sum(graph => graph.WeightBytes) > report.WeightBytes);
    }

    [Theory]
    [InlineData("fgclip2-tiny")]
    [InlineData("fgclip2-variant")]
    [InlineData("fgclip1-tiny")]
    public async Task Bfloat16_is_written_taken_for_well_formed_and_said_not_to_have_been_run(string set)
    {
        var report = await ModelExport.WriteAsync(TestData.Golden(set, "checkpoint"), Target, ModelPrecision.BFloat16);

        Assert.All(report.Graphs, graph => Assert.Contains("no bfloat16 kernels", graph.Outcome, StringComparison.Ordinal));
        Assert.All(report.Graphs, graph => Assert.Null(graph.WorstError));
        Assert.StartsWith("loads", report.Graphs.Single(graph => graph.File == "text_embedding_short.onnx").Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bfloat16_file_that_is_malformed_is_found()
    {
        await ModelExport.WriteAsync(TestData.Golden("fgclip2-tiny", "checkpoint"), Target, ModelPrecision.BFloat16);
        using var checkpoint = Checkpoint.Open(TestData.Golden("fgclip2-tiny", "checkpoint"));
        var family = ModelFamily.Of(checkpoint);
        var check = new ExportCheck(Target, family, ModelPrecision.BFloat16, ExportGraphs.Of(family, FgClip.Onnx.OnnxElementType.BFloat16));
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Target, "text_tower.onnx"));
        await File.WriteAllBytesAsync(Path.Combine(Target, "vision_tower.onnx"), bytes[..(bytes.Length / 2)]);

        var error = await Assert.ThrowsAsync<FgClipException>(() => check.RunAsync(null, default));

        Assert.Contains("vision_tower.onnx", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_computes_something_else_is_found()
    {
        await ModelExport.WriteAsync(TestData.Golden("fgclip2-tiny", "checkpoint"), Target);
        using var checkpoint = Checkpoint.Open(TestData.Golden("fgclip2-tiny", "checkpoint"));
        var family = ModelFamily.Of(checkpoint);
        var graphs = ExportGraphs.Of(family, FgClip.Onnx.OnnxElementType.Float);
        var check = new ExportCheck(Target, family, ModelPrecision.Float32, graphs);
        Assert.Equal(Files.Length, (await check.RunAsync(null, default)).Count);

        var weight = graphs.Single(graph => graph.File == "text_head_box.onnx").Model.Weights["boxtext_head.bias"];
        var place = new WeightFile(graphs).PlaceOf(weight);
        await using (var file = File.OpenWrite(Path.Combine(Target, "weights.bin")))
        {
            file.Seek(place.Offset!.Value, SeekOrigin.Begin);
            await file.WriteAsync(BitConverter.GetBytes(1000f));
        }

        var error = await Assert.ThrowsAsync<FgClipException>(() => check.RunAsync(null, default));
        Assert.Contains("text_head_box.onnx", error.Message, StringComparison.Ordinal);

        File.Delete(Path.Combine(Target, "weights.bin"));
        Assert.Contains("vision_tower.onnx", (await Assert.ThrowsAsync<FgClipException>(() => check.RunAsync(null, default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_something_in_it_is_left_alone()
    {
        Directory.CreateDirectory(Target);
        await File.WriteAllTextAsync(Path.Combine(Target, "mine.txt"), "mine");

        var error = await Assert.ThrowsAsync<FgClipException>(() => ModelExport.WriteAsync(TestData.ScenesModel, Target));

        Assert.Equal(FgClipErrorKind.File, error.Kind);
        Assert.Contains("not empty", error.Message, StringComparison.Ordinal);
        Assert.Equal(["mine.txt"], NamesIn(Target));
    }

    [Fact]
    public async Task A_file_is_no_folder()
    {
        await File.WriteAllTextAsync(Target, "mine");

        Assert.Equal(FgClipErrorKind.File, (await Assert.ThrowsAsync<FgClipException>(() => ModelExport.WriteAsync(TestData.ScenesModel, Target))).Kind);
        Assert.Equal(FgClipErrorKind.Argument, (await Assert.ThrowsAsync<FgClipException>(() => ModelExport.WriteAsync(TestData.ScenesModel, " "))).Kind);
        Assert.Equal("mine", await File.ReadAllTextAsync(Target));
    }

    [Theory]
    [InlineData("writing weights")]
    [InlineData("checking text_tower.onnx")]
    public async Task A_cancelled_export_leaves_nothing(string step)
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new Listener(what =>
        {
            if (what == step) cancellation.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ModelExport.WriteAsync(TestData.Golden("fgclip2-tiny", "checkpoint"), Target, ModelPrecision.Float32, progress, cancellation.Token));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    private static IEnumerable<string> NamesIn(string folder) => Directory.GetFiles(folder).Select(file => Path.GetFileName(file));

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private sealed class Listener(Action<string> report) : IProgress<(string What, double Part)>
    {
        public void Report((string What, double Part) value) => report(value.What);
    }
}
