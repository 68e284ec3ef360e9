using FgClip.Checkpoints;

namespace FgClip.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private static readonly string Tiny = TestData.Golden("fgclip2-tiny", "checkpoint");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_may_be_relative_and_end_in_a_slash()
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, Tiny) + Path.DirectorySeparatorChar;

        using var checkpoint = Checkpoint.Open(relative);

        Assert.Equal(Tiny, checkpoint.Folder);
        Assert.Equal("checkpoint", checkpoint.Card.Name);
    }

    [Fact]
    public void A_hub_cache_of_links_opens_from_its_snapshot()
    {
        var snapshot = _folder.At("models--qihoo360--fg-clip2-tiny", "snapshots", "430fbc8a");
        var blobs = _folder.At("models--qihoo360--fg-clip2-tiny", "blobs");
        Directory.CreateDirectory(snapshot);
        Directory.CreateDirectory(blobs);
        foreach (var file in Directory.EnumerateFiles(Tiny))
        {
            File.Copy(file, Path.Combine(blobs, "sha-" + Path.GetFileName(file)));
            TemporaryFolder.Link(
                Path.Combine(snapshot, Path.GetFileName(file)), Path.Combine("..", "..", "blobs", "sha-" + Path.GetFileName(file)));
        }

        using var checkpoint = Checkpoint.Open(snapshot);
        using var original = Checkpoint.Open(Tiny);

        Assert.Equal("qihoo360/fg-clip2-tiny", checkpoint.Card.Name);
        Assert.Equal(original.Hash, checkpoint.Hash);
        var outer = Error(_folder.At("models--qihoo360--fg-clip2-tiny"));
        Assert.Contains($"folder has no config.json; expected a Hugging Face checkpoint folder. Did you mean {snapshot}?", outer, StringComparison.Ordinal);
    }

    [Fact]
    public void Among_snapshots_the_hubs_current_one_is_suggested()
    {
        foreach (var commit in new[] { "aaaa", "bbbb", "cccc" })
        {
            Directory.CreateDirectory(_folder.At("snapshots", commit));
            _folder.Write(Path.Combine("snapshots", commit, "config.json"), "{}");
        }

        Directory.CreateDirectory(_folder.At("refs"));
        _folder.Write(Path.Combine("refs", "main"), "bbbb\n");

        Assert.Contains($"Did you mean {_folder.At("snapshots", "bbbb")}?", Error(_folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_above_the_checkpoint_is_told_from_a_wrong_one()
    {
        Assert.Contains($"Did you mean {Tiny}?", Error(TestData.Golden("fgclip2-tiny")), StringComparison.Ordinal);
        Assert.Contains("Download config.json together with the weights.", Error(_folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_folder_is_refused_with_a_remedy()
    {
        Assert.Contains($"is a file; expected a checkpoint folder with config.json. Pass the folder it is in: {Tiny}.", Error(Path.Combine(Tiny, "model.safetensors")), StringComparison.Ordinal);
        Assert.Contains("checkpoint folder does not exist", Error(_folder.At("nothing")), StringComparison.Ordinal);
        Assert.Contains("no usable path", Error("a\0b"), StringComparison.Ordinal);
        Assert.Equal(FgClipErrorKind.Argument, Assert.Throws<FgClipException>(() => Checkpoint.Open(" ")).Kind);
        Directory.CreateDirectory(_folder.At("config.json"));
        Assert.Contains("config.json: is a folder", Error(_folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_architecture_is_refused()
    {
        _folder.Write("config.json", """{"model_type":"clip","architectures":["CLIPModel"]}""");
        Assert.Contains("'CLIPModel'", Error(_folder.Path), StringComparison.Ordinal);
        _folder.Write("config.json", """{"model_type":"siglip"}""");
        Assert.Contains("'siglip'", Error(_folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_and_misshapen_tensors_are_listed_at_once_and_cut_short()
    {
        _folder.CopyOf(Tiny);
        var config = File.ReadAllText(_folder.At("config.json"))
            .Replace("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 4", StringComparison.Ordinal)
            .Replace("\"num_hidden_layers\": 3", "\"num_hidden_layers\": 2", StringComparison.Ordinal)
            .Replace("\"vocab_size\": 1536", "\"vocab_size\": 1537", StringComparison.Ordinal);
        _folder.Write("config.json", config);

        var message = Error(_folder.Path);

        Assert.Contains("32 missing: text_model.encoder.layers.2.layer_norm1.weight [96], ", message, StringComparison.Ordinal);
        Assert.Contains(" and 12 more; 1 of another shape: text_model.embeddings.token_embedding.weight (expected [1537, 96], got [1536, 96] in model.safetensors)", message, StringComparison.Ordinal);
        Assert.Contains("; 16 not used: 'vision_model.encoder.layers.2.layer_norm1.bias', ", message, StringComparison.Ordinal);
        Assert.Contains("Take config.json and the weights from the same checkpoint.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_cannot_be_read_is_refused()
    {
        _folder.CopyOf(Tiny);
        Replace("\"logit_bias\":{\"dtype\":\"F32\"", "\"logit_bias\":{\"dtype\":\"I32\"");

        Assert.Contains("1 of a type that is not supported: logit_bias (expected F32, F16 or BF16, got I32 in model.safetensors)", Error(_folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_without_a_use_are_a_warning_unless_the_official_code_writes_them()
    {
        _folder.Write("config.json", """{"model_type":"fgclip2","text_config":{"hidden_size":4,"num_hidden_layers":1,"num_attention_heads":2,"intermediate_size":5,"vocab_size":6,"max_position_embeddings":3,"longtext_len":7,"keep_len":2},"vision_config":{"hidden_size":4,"num_hidden_layers":1,"num_attention_heads":1,"intermediate_size":3,"num_patches":4,"patch_size":2}}""");
        var parameters = FgClip2Parameters.Of(FgClip2Config.Read(_folder.At("config.json")));
        (string, long[])[] harmless =
        [
            ("text_model.embeddings.position_ids", [1, 7]), ("text_model.embeddings.mask1", [7, 1]), ("text_model.embeddings.mask2", [7, 1]),
            ("vision_model.embeddings.position_ids", [1, 4]), ("logit_scale_finegraind", [1]), ("logit_scale_hardneg", []),
        ];
        _folder.Write("model.safetensors", SafetensorsBytes.Of([.. parameters, .. harmless]));
        using (var checkpoint = Checkpoint.Open(_folder.Path)) Assert.Empty(checkpoint.Warnings);

        _folder.Write("model.safetensors", SafetensorsBytes.Of([.. parameters, .. harmless, ("ema.x", [2]), ("ema.y", [2])]));
        using (var checkpoint = Checkpoint.Open(_folder.Path))
        {
            Assert.Equal($"{_folder.Path}: there are 2 tensors that the model does not use: 'ema.x', 'ema.y'.", Assert.Single(checkpoint.Warnings));
        }
    }

    [Fact]
    public void The_short_head_alone_has_the_projection_size_and_differing_widths_are_a_warning()
    {
        _folder.Write("config.json", """{"model_type":"fgclip2","text_config":{"hidden_size":4,"num_hidden_layers":1,"num_attention_heads":2,"intermediate_size":5,"vocab_size":6,"projection_size":9},"vision_config":{"hidden_size":6,"num_hidden_layers":1,"num_attention_heads":1,"intermediate_size":3,"num_patches":4,"patch_size":2}}""");
        var parameters = FgClip2Parameters.Of(FgClip2Config.Read(_folder.At("config.json")));
        var shapes = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Shape);
        Assert.Equal([9, 4], shapes["text_model.head.weight"]);
        Assert.Equal([9], shapes["text_model.head.bias"]);
        Assert.Equal([4, 4], shapes["boxtext_head.weight"]);
        Assert.Equal([4, 4], shapes["longtext_head.weight"]);
        Assert.Equal([6, 12], shapes["vision_model.embeddings.patch_embedding.weight"]);
        Assert.Equal([18, 6], shapes["dense_feature_head.attention.in_proj_weight"]);
        _folder.Write("model.safetensors", SafetensorsBytes.Of([.. parameters]));

        using var checkpoint = Checkpoint.Open(_folder.Path);

        Assert.Contains("image 6, short text 9, box and long text 4", Assert.Single(checkpoint.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_image_processor_is_a_warning()
    {
        _folder.CopyOf(Tiny);
        _folder.Write("preprocessor_config.json", """{"image_processor_type":"CLIPImageProcessor"}""");

        using var checkpoint = Checkpoint.Open(_folder.Path);

        Assert.Contains("'CLIPImageProcessor'", Assert.Single(checkpoint.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_is_the_same_for_a_copy_and_tells_what_decides_features()
    {
        _folder.CopyOf(Tiny);
        var original = Hash();
        Assert.Matches("^[0-9a-f]{64}$", original);
        using (var elsewhere = Checkpoint.Open(Tiny)) Assert.Equal(original, elsewhere.Hash);

        _folder.Write("fgclip.json", """{"name":"another"}""");
        Assert.Equal(original, Hash());

        var seen = new HashSet<string> { original };
        // One bit at the start and one at the end of the data, then the other files.
        foreach (var at in new[] { 13240, new FileInfo(_folder.At("model.safetensors")).Length - 1 })
        {
            var weights = File.ReadAllBytes(_folder.At("model.safetensors"));
            weights[at] ^= 1;
            _folder.Write("model.safetensors", weights);
            Assert.True(seen.Add(Hash()));
        }

        foreach (var file in new[] { "config.json", "preprocessor_config.json", "tokenizer.json" })
        {
            File.AppendAllText(_folder.At(file), " ");
            Assert.True(seen.Add(Hash()), file);
        }

        File.Delete(_folder.At("tokenizer.model"));
        Assert.True(seen.Add(Hash()));
    }

    [Fact]
    public void The_hash_is_known_after_a_dispose_only_if_it_was_asked_for_before()
    {
        var asked = Checkpoint.Open(Tiny);
        var hash = asked.Hash;
        asked.Dispose();
        asked.Dispose();
        Assert.Equal(hash, asked.Hash);

        var late = Checkpoint.Open(Tiny);
        late.Dispose();
        Assert.Throws<ObjectDisposedException>(() => late.Hash);
    }

    private void Replace(string from, string to)
    {
        var bytes = File.ReadAllBytes(_folder.At("model.safetensors"));
        var at = bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(from));
        Assert.True(at >= 0);
        System.Text.Encoding.UTF8.GetBytes(to).CopyTo(bytes, at);
        _folder.Write("model.safetensors", bytes);
    }

    private string Hash()
    {
        using var checkpoint = Checkpoint.Open(_folder.Path);
        return checkpoint.Hash;
    }

    private static string Error(string folder)
    {
        var error = Assert.Throws<FgClipException>(() => Checkpoint.Open(folder));
        Assert.Equal(FgClipErrorKind.Checkpoint, error.Kind);
        return error.Message;
    }
}
