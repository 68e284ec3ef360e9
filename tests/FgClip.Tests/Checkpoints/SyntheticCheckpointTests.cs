using FgClip.Checkpoints;

namespace FgClip.Tests.Checkpoints;

public sealed class SyntheticCheckpointTests : IDisposable
{
    private const string Config = """
        {"model_type":"fgclip2","text_config":{"hidden_size":12,"num_hidden_layers":2,"num_attention_heads":3,"intermediate_size":17,
        "vocab_size":50001,"max_position_embeddings":5,"longtext_len":9,"keep_len":2},
        "vision_config":{"hidden_size":12,"num_hidden_layers":1,"num_attention_heads":2,"intermediate_size":7,"num_patches":4,"patch_size":4}}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_published_check_values_come_out()
    {
        var a = new SyntheticValues("a", [3]);
        Assert.Equal([-0.25653815f, 0.99624455f, 0.984213f], [a.Uniform(0), a.Uniform(1), a.Uniform(2)]);
        const string Patch = "vision_model.embeddings.patch_embedding.weight";
        Assert.Equal(
            [-0.05131549, -0.02231935, -0.00948673],
            Enumerable.Range(0, 3).Select(i => Math.Round((double)SyntheticCheckpoint.Value(Patch, [768, 768], i), 8)));
    }

    [Theory]
    [InlineData("logit_scale", 3.625f)]
    [InlineData("logit_bias", -7.25f)]
    [InlineData("logit_scale_hardneg", 4.6052f)]
    [InlineData("logit_scale_x_norm.weight", 4.6052f)]
    public void Scales_are_constants(string name, float expected) =>
        Assert.Equal(expected, SyntheticCheckpoint.Value(name, [4], 3));

    [Theory]
    [InlineData("x.layer_norm1.weight", 1f, 0.25f)]
    [InlineData("x.post_layernorm.weight", 1f, 0.25f)]
    [InlineData("x.layer_norm1.bias", 0f, 0.125f)]
    [InlineData("x.patch_embedding.bias", 0f, 0.125f)]
    [InlineData("x.position_embedding_ori.weight", 0f, 0.5f)]
    [InlineData("head.probe", 0f, 0.5f)]
    public void The_name_decides_middle_and_spread(string name, float offset, float scale)
    {
        var values = new SyntheticValues(name, [7, 9]);
        for (var i = 0; i < 63; i++) Assert.Equal(offset + (values.Uniform(i) * scale), values[i]);
    }

    [Fact]
    public void Other_weights_spread_by_their_inputs()
    {
        var values = new SyntheticValues("x.fc1.weight", [5, 3, 4]);
        Assert.Equal(values.Uniform(7) * (float)Math.Sqrt(3.0 / 12), values[7]);
        var vector = new SyntheticValues("x", [5]);
        Assert.Equal(vector.Uniform(2) * (float)Math.Sqrt(3.0), vector[2]);
    }

    [Fact]
    public void A_fill_from_anywhere_gives_what_single_values_are()
    {
        foreach (var name in new[] { "logit_bias", "a.layer_norm1.weight", "a.bias", "token_embedding", "a.weight" })
        {
            long[] shape = [300_000, 768];
            foreach (var length in new[] { 0, 1, 7, 15, 16, 17, 31, 32, 33, 100, 1000 })
            {
                foreach (var first in new[] { 0L, 1, 15, 1_000_003, 200_000_000 })
                {
                    var filled = new float[length];
                    new SyntheticValues(name, shape).Fill(first, filled);
                    for (var i = 0; i < length; i++)
                    {
                        Assert.Equal(Naive(name, shape, first + i), filled[i]);
                        Assert.Equal(filled[i], SyntheticCheckpoint.Value(name, shape, first + i));
                    }
                }
            }
        }
    }

    [Fact]
    public void An_element_outside_the_shape_is_refused()
    {
        Assert.Throws<FgClipException>(() => SyntheticCheckpoint.Value("a", [3], 3));
        Assert.Throws<FgClipException>(() => SyntheticCheckpoint.Value("a", [3], -1));
        Assert.Throws<FgClipException>(() => SyntheticCheckpoint.Value("a", [0], 0));
        Assert.Throws<FgClipException>(() => SyntheticCheckpoint.Value("a", [-1, -1], 0));
        Assert.Throws<FgClipException>(() => SyntheticCheckpoint.Value("a", [long.MaxValue, 2], 0));
        Assert.Equal(SyntheticCheckpoint.Value("a", [1], 0), SyntheticCheckpoint.Value("a", [], 0));
    }

    [Fact]
    public void A_written_checkpoint_opens_and_holds_the_values()
    {
        var reports = new Reports();
        SyntheticCheckpoint.Write(Config, _folder.At("out"), reports, TestContext.Current.CancellationToken);

        using var checkpoint = Checkpoint.Open(_folder.At("out"));
        Assert.Empty(checkpoint.Warnings);
        Assert.Equal(4, checkpoint.Preprocessor.PatchSize);
        foreach (var (name, shape) in FgClip2Parameters.Of(checkpoint.Config))
        {
            var tensor = checkpoint.Tensors.Get(name, shape);
            var values = new float[tensor.ElementCount];
            tensor.CopyTo(values);
            Assert.True(tensor.IsFloat32InPlace);
            for (var i = 0; i < values.Length; i += 1 + (values.Length / 5000)) Assert.Equal(Naive(name, shape, i), values[i]);
            Assert.Equal(Naive(name, shape, values.Length - 1), values[^1]);
        }

        Assert.Equal(["config.json", "model.safetensors", "preprocessor_config.json"], Directory.GetFiles(_folder.At("out")).Select(Path.GetFileName).Order());
        Assert.Equal(Config, File.ReadAllText(_folder.At("out", "config.json")));
        Assert.Equal(reports.Values.Order(), reports.Values);
        Assert.Equal(1, reports.Values[^1]);
        Assert.Single(reports.Values, value => value == 1);
    }

    [Fact]
    public void A_set_is_written_by_its_config()
    {
        _folder.Write("set.json", $$"""{"name":"x","architecture":"fgclip2","checkpoint":"synthetic","config":{{Config}}}""");

        SyntheticCheckpoint.WriteFromSet(_folder.Path, _folder.At("out"), cancellationToken: TestContext.Current.CancellationToken);

        using var checkpoint = Checkpoint.Open(_folder.At("out"));
        Assert.Equal(50001, checkpoint.Config.Text.VocabSize);
    }

    [Theory]
    [InlineData("""{"architecture":"fgclip1","config":{}}""", "this is not an FG-CLIP checkpoint")]
    [InlineData("""{"architecture":"fgclip9","config":{}}""", "'architecture' is not usable; expected fgclip1 or fgclip2, got 'fgclip9'")]
    [InlineData("""{"architecture":"fgclip2","checkpoint":"checkpoint"}""", "'config' is missing or no object")]
    [InlineData("""{"architecture":"fgclip2","config":3}""", "'config' is missing or no object")]
    [InlineData("""{"architecture":"fgclip2","config":{"model_type":"clip","architectures":["FGCLIPModel"]}}""", "fgclip1")]
    [InlineData("""{"architecture":"fgclip2","config":{"model_type":"fgclip2","text_config":{"hidden_size":0}}}""", "'text_config.hidden_size'")]
    [InlineData("{", "not valid JSON")]
    public void A_set_that_cannot_be_written_says_why(string set, string says)
    {
        _folder.Write("set.json", set);

        var error = Assert.Throws<FgClipException>(() => SyntheticCheckpoint.WriteFromSet(
            _folder.Path, _folder.At("out"), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At("out")));
    }

    [Fact]
    public void Our_own_finished_or_begun_folder_is_taken_and_any_other_left_alone()
    {
        var cancel = TestContext.Current.CancellationToken;
        var weights = _folder.At("out", "model.safetensors");
        Directory.CreateDirectory(_folder.At("out"));
        _folder.Write(Path.Combine("out", "model.safetensors.partial"), "half");
        _folder.Write(Path.Combine("out", "config.json"), Config);
        SyntheticCheckpoint.Write(Config, _folder.At("out"), cancellationToken: cancel);
        var written = File.GetLastWriteTimeUtc(weights);

        // A tokenizer beside the finished checkpoint does no harm.
        _folder.Write(Path.Combine("out", "tokenizer.json"), "{}");
        SyntheticCheckpoint.Write(Config, _folder.At("out"), cancellationToken: cancel);
        Assert.Equal(written, File.GetLastWriteTimeUtc(weights));

        var other = Config.Replace("50001", "50002", StringComparison.Ordinal);
        Assert.Contains("folder is not empty; expected an empty or new folder, got 'model.safetensors', 'tokenizer.json'", WriteError(other, _folder.At("out")), StringComparison.Ordinal);
        Directory.CreateDirectory(_folder.At("begun"));
        _folder.Write(Path.Combine("begun", "config.json"), other);
        Assert.Contains("'config.json' of another checkpoint", WriteError(Config, _folder.At("begun")), StringComparison.Ordinal);
        Assert.Equal(other, File.ReadAllText(_folder.At("begun", "config.json")));
        Assert.Contains("is a file", WriteError(Config, _folder.Write("file", "x")), StringComparison.Ordinal);
        Assert.Contains("no folder to write to", WriteError(Config, " "), StringComparison.Ordinal);
        Assert.Contains("cannot be written", WriteError(Config, "a\0b"), StringComparison.Ordinal);
        Assert.Contains("cannot be written", WriteError(Config, _folder.At("file", "below")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_disk_without_room_is_told_before_anything_is_written()
    {
        // 2³¹ · 2²⁰ floats are 9 petabytes.
        var huge = Config.Replace("50001", "2147483647", StringComparison.Ordinal).Replace("\"hidden_size\":12,\"num_hidden_layers\":2", "\"hidden_size\":1048575,\"num_hidden_layers\":2", StringComparison.Ordinal);

        Assert.Contains("not enough room on the disk", WriteError(huge, _folder.At("out")), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.At("out")));
    }

    [Fact]
    public void A_cancelled_write_leaves_no_file()
    {
        using var source = new CancellationTokenSource();
        var reports = new Reports { OnReport = value => { if (value > 0) source.Cancel(); } };

        Assert.ThrowsAny<OperationCanceledException>(() => SyntheticCheckpoint.Write(Config, _folder.At("out"), reports, source.Token));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.At("out")));
        SyntheticCheckpoint.Write(Config, _folder.At("out"), cancellationToken: TestContext.Current.CancellationToken);
        using var checkpoint = Checkpoint.Open(_folder.At("out"));
    }

    private static string WriteError(string config, string folder) =>
        Assert.Throws<FgClipException>(() => SyntheticCheckpoint.Write(config, folder)).Message;

    /// <summary>The rule as it is written down, with none of the shortcuts.</summary>
    private static float Naive(string name, long[] shape, long index)
    {
        unchecked
        {
            var hash = 14695981039346656037UL;
            foreach (var letter in System.Text.Encoding.UTF8.GetBytes(name))
            {
                hash ^= letter;
                hash *= 1099511628211UL;
            }

            var x = hash + (((ulong)index + 1) * 0x9E3779B97F4A7C15);
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
            x ^= x >> 31;
            var u = ((float)(x >> 40) * MathF.Pow(2, -23)) - 1f;
            if (name == "logit_scale") return 3.625f;
            if (name == "logit_bias") return -7.25f;
            if (name.StartsWith("logit_scale_", StringComparison.Ordinal)) return 4.6052f;
            if (name.Contains("norm", StringComparison.Ordinal) && name.EndsWith("weight", StringComparison.Ordinal)) return 1 + (u / 4);
            if (name.EndsWith("bias", StringComparison.Ordinal)) return u / 8;
            if (name.Contains("embedding", StringComparison.Ordinal) && !name.Contains("patch_embedding", StringComparison.Ordinal)) return u / 2;
            if (name.EndsWith("probe", StringComparison.Ordinal)) return u / 2;
            return u * (float)Math.Sqrt(3.0 / shape.Skip(1).Aggregate(1L, (product, dimension) => product * dimension));
        }
    }

    private sealed class Reports : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public Action<double>? OnReport { get; init; }

        public void Report(double value)
        {
            Values.Add(value);
            OnReport?.Invoke(value);
        }
    }
}
