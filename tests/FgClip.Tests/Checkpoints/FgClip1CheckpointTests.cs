using CsCheck;
using FgClip.Checkpoints;

namespace FgClip.Tests.Checkpoints;

public sealed class FgClip1CheckpointTests : IDisposable
{
    private const string Synthetic = """
        {"model_type":"clip","architectures":["FGCLIPModel"],"projection_dim":5,
        "text_config":{"hidden_size":12,"num_hidden_layers":2,"num_attention_heads":3,"intermediate_size":17,"vocab_size":101,"max_position_embeddings":7,"eos_token_id":100},
        "vision_config":{"hidden_size":8,"num_hidden_layers":1,"num_attention_heads":2,"intermediate_size":7,"image_size":12,"patch_size":4}}
        """;

    private readonly TemporaryFolder _folder = new();

    private static string Tiny => TestData.Golden("fgclip1-tiny", "checkpoint");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_checkpoint_opens_with_all_its_tensors_used()
    {
        using var checkpoint = Checkpoint.Open(Tiny);

        Assert.Empty(checkpoint.Warnings);
        Assert.Equal(CheckpointArchitecture.FgClip1, checkpoint.Architecture);
        var (text, vision) = (checkpoint.FirstConfig.Text, checkpoint.FirstConfig.Vision);
        Assert.Equal((48, 932, 77, 248, 931), (text.HiddenSize, text.VocabSize, text.MaxPositionEmbeddings, text.LongtextLen, text.EosTokenId));
        Assert.Equal((64, 48, 8, 6, 36), (vision.HiddenSize, vision.ImageSize, vision.PatchSize, vision.GridSide, vision.NumPatches));
        Assert.Equal([0.48145466, 0.4578275, 0.40821073], checkpoint.Preprocessor.ImageMean);
        Assert.Contains("FirstConfig", Assert.Throws<InvalidOperationException>(() => checkpoint.Config).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Absent_members_are_those_of_CLIP()
    {
        var config = Read("""{"model_type":"clip","architectures":["FGCLIPModel"]}""");

        Assert.Equal(new FgClip1TextConfig(), config.Text);
        Assert.Equal(new FgClip1VisionConfig(), config.Vision);
        Assert.Equal(512, config.ProjectionDim);
    }

    [Theory]
    [InlineData("""{"eos_token_id":2}""", 49407)] // what the official code replaces
    [InlineData("""{"eos_token_id":2,"vocab_size":932}""", 931)]
    [InlineData("""{"eos_token_id":7,"vocab_size":932}""", 7)]
    public void The_end_token_is_the_configs_or_the_last(string text, int id) =>
        Assert.Equal(id, Read($$"""{"model_type":"clip","architectures":["FGCLIPModel"],"text_config":{{text}}}""").Text.EosTokenId);

    [Theory]
    [InlineData("text_config", """{"eos_token_id":932,"vocab_size":932}""", "'text_config.eos_token_id' is not usable; expected below vocab_size, 932, got 932")]
    [InlineData("text_config", """{"max_position_embeddings":1}""", "max_position_embeddings")]
    [InlineData("vision_config", """{"image_size":225}""", "'vision_config.image_size' is not usable; expected a multiple of patch_size, 32, got 225")]
    [InlineData("vision_config", """{"image_size":16384,"patch_size":1}""", "'vision_config.image_size'")]
    [InlineData("vision_config", """{"hidden_act":"swiglu"}""", "hidden_act")]
    public void A_value_out_of_range_is_refused_by_name(string part, string json, string says) => Assert.Contains(
        says,
        Assert.Throws<FgClipException>(() => Read($$"""{"model_type":"clip","architectures":["FGCLIPModel"],"{{part}}":{{json}}}""")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void The_second_FG_CLIP_is_not_read_as_the_first() => Assert.Contains(
        "expected fgclip1 (FG-CLIP, first version), got fgclip2 (FG-CLIP 2)",
        Assert.Throws<FgClipException>(() => Read("""{"model_type":"fgclip2"}""")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"size":{"shortest_edge":224}}""", "'size' is not usable; expected 48, the image_size of config.json")]
    [InlineData("""{"crop_size":224}""", "'crop_size'")]
    [InlineData("""{"crop_size":"48"}""", "'crop_size'")]
    [InlineData("""{"image_std":[1,1,0]}""", "'image_std'")]
    public void A_preprocessor_that_asks_for_something_else_is_refused(string json, string says) => Assert.Contains(
        says,
        Assert.Throws<FgClipException>(() => Preprocess(json)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Preprocessors_say_how_bytes_are_normalised()
    {
        var plain = Preprocess("""{"size":48,"crop_size":{"height":48,"width":48},"do_normalize":false,"do_rescale":false}""");

        Assert.Equal((1.0, 0.0, 1.0), (plain.RescaleFactor, plain.ImageMean[1], plain.ImageStd[2]));
        Assert.Equal([0.26862954, 0.26130258, 0.27577711], Preprocess("""{"do_resize":false,"size":7}""").ImageStd);
    }

    [Fact]
    public void Missing_and_misshapen_tensors_are_listed()
    {
        _folder.CopyOf(Tiny);
        _folder.Write("config.json", File.ReadAllText(_folder.At("config.json")).Replace("\"projection_dim\": 40", "\"projection_dim\": 41", StringComparison.Ordinal));

        var message = Assert.Throws<FgClipException>(() => Checkpoint.Open(_folder.Path)).Message;

        Assert.Contains("3 of another shape: text_projection.weight (expected [41, 48], got [40, 48]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_written_synthetic_checkpoint_opens_and_holds_the_values()
    {
        _folder.Write("set.json", $$"""{"name":"x","architecture":"fgclip1","checkpoint":"synthetic","config":{{Synthetic}}}""");
        SyntheticCheckpoint.WriteFromSet(_folder.Path, _folder.At("out"), cancellationToken: TestContext.Current.CancellationToken);

        using var checkpoint = Checkpoint.Open(_folder.At("out"));

        Assert.Empty(checkpoint.Warnings);
        Assert.Equal(248, checkpoint.FirstConfig.Text.LongtextLen);
        foreach (var (name, shape) in FgClip1Parameters.Of(checkpoint.FirstConfig))
        {
            var values = new float[checkpoint.Tensors.Get(name, shape).ElementCount];
            checkpoint.Tensors.Get(name, shape).CopyTo(values);
            Assert.Equal(SyntheticCheckpoint.Value(name, shape, 0), values[0]);
            Assert.Equal(SyntheticCheckpoint.Value(name, shape, values.Length - 1), values[^1]);
        }
    }

    [Fact]
    public void A_set_whose_config_is_of_the_other_architecture_is_refused()
    {
        _folder.Write("set.json", $$"""{"architecture":"fgclip2","config":{{Synthetic}}}""");

        Assert.Contains(
            "expected fgclip2 (FG-CLIP 2), got fgclip1",
            Assert.Throws<FgClipException>(() => SyntheticCheckpoint.WriteFromSet(_folder.Path, _folder.At("out"), cancellationToken: TestContext.Current.CancellationToken)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Configs_and_preprocessors_with_values_at_random_are_read_or_refused()
    {
        string[] keys =
        [
            "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "vocab_size", "max_position_embeddings", "eos_token_id",
            "projection_dim", "layer_norm_eps", "hidden_act", "image_size", "patch_size", "num_channels", "size", "crop_size", "do_resize", "image_mean",
        ];
        var value = Gen.OneOf(
            Gen.OneOf("null", "true", "[]", "{}", "\"\"", "\"gelu\"", "-1", "0", "1e999", "1.5", "[1,2,3]", "99999999999", """{"a":48}"""),
            Gen.Int[0, 3000].Select(number => $"{number}"));
        var members = Gen.Select(Gen.OneOf(keys), value).Array[0, 4].Select(
            all => string.Join(',', all.DistinctBy(member => member.Item1).Select(member => $"\"{member.Item1}\":{member.Item2}")));
        Gen.Select(members, members, members).Sample(
            (root, text, vision) =>
            {
                var separator = root.Length > 0 ? "," : "";
                var json = $$"""{ {{root}}{{separator}}"model_type":"fgclip","text_config":{ {{text}} },"vision_config":{ {{vision}} } }""";
                Tolerate(() => FgClip1Parameters.Of(Read(json)));
                Tolerate(() => Preprocess($"{{{root}}}"));
            },
            iter: FuzzRuns.Or(3000),
            threads: 1);
    }

    private static void Tolerate(Action read)
    {
        try
        {
            read();
        }
        catch (FgClipException e)
        {
            Assert.Equal(FgClipErrorKind.Checkpoint, e.Kind);
        }
    }

    private static FgClip1Config Read(string json) =>
        FgClip1ConfigReader.Read(CheckpointJson.ParseObject(System.Text.Encoding.UTF8.GetBytes(json), "config.json"));

    private static PreprocessorConfig Preprocess(string json) => FgClip1PreprocessorReader.Read(
        CheckpointJson.ParseObject(System.Text.Encoding.UTF8.GetBytes(json), "preprocessor_config.json"),
        new FgClip1VisionConfig { ImageSize = 48, PatchSize = 8 });
}
