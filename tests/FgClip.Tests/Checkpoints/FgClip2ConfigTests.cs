using FgClip.Checkpoints;

namespace FgClip.Tests.Checkpoints;

public sealed class FgClip2ConfigTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_size_comes_from_the_file()
    {
        var config = Read("""
            {"model_type":"fgclip2","architectures":["FG_CLIP2_Model"],
             "text_config":{"hidden_size":64,"num_hidden_layers":3,"num_attention_heads":2,"intermediate_size":150,"vocab_size":1536,
              "max_position_embeddings":48,"longtext_len":120,"keep_len":12,"projection_size":32,"layer_norm_eps":0.001,"hidden_act":"gelu"},
             "vision_config":{"hidden_size":60,"num_hidden_layers":5,"num_attention_heads":4,"intermediate_size":180,"num_patches":64,
              "patch_size":14,"num_channels":3,"layer_norm_eps":1e-5,"hidden_act":"quick_gelu"}}
            """);

        Assert.Equal(
            new FgClip2TextConfig
            {
                HiddenSize = 64,
                NumHiddenLayers = 3,
                NumAttentionHeads = 2,
                IntermediateSize = 150,
                VocabSize = 1536,
                MaxPositionEmbeddings = 48,
                LongtextLen = 120,
                KeepLen = 12,
                ProjectionSize = 32,
                LayerNormEps = 1e-3,
                HiddenAct = "gelu",
            },
            config.Text);
        Assert.Equal(
            new FgClip2VisionConfig
            {
                HiddenSize = 60,
                NumHiddenLayers = 5,
                NumAttentionHeads = 4,
                IntermediateSize = 180,
                NumPatches = 64,
                PatchSize = 14,
                LayerNormEps = 1e-5,
                HiddenAct = "quick_gelu",
            },
            config.Vision);
        Assert.Equal((8, 588), (config.Vision.PositionGridSide, config.Vision.PatchLength));
    }

    [Theory]
    [InlineData("""{"model_type":"fgclip2"}""")]
    [InlineData("""{"model_type":"fgclip2","text_config":null,"vision_config":{}}""")]
    [InlineData("""{"architectures":["Fgclip2Model"]}""")]
    [InlineData("\uFEFF{\"model_type\":\"fgclip2\"}")]
    public void Absent_members_have_the_official_defaults(string json)
    {
        var config = Read(json);

        Assert.Equal(new FgClip2TextConfig(), config.Text);
        Assert.Equal(new FgClip2VisionConfig(), config.Vision);
        Assert.Equal((768, 12, 12, 3072, 32000), (config.Text.HiddenSize, config.Text.NumHiddenLayers, config.Text.NumAttentionHeads, config.Text.IntermediateSize, config.Text.VocabSize));
        Assert.Equal((64, 196, 20, 1e-6), (config.Text.MaxPositionEmbeddings, config.Text.LongtextLen, config.Text.KeepLen, config.Text.LayerNormEps));
        Assert.Equal((768, 16, 3, 256, 16), (config.Vision.HiddenSize, config.Vision.PatchSize, config.Vision.NumChannels, config.Vision.NumPatches, config.Vision.PositionGridSide));
    }

    [Theory]
    [InlineData("""{"hidden_size":48}""")]
    [InlineData("""{"hidden_size":48,"projection_size":null}""")]
    public void The_projection_is_as_wide_as_the_text_tower_unless_told(string text) =>
        Assert.Equal(48, Read($$"""{"model_type":"fgclip2","text_config":{{text}}}""").Text.ProjectionSize);

    [Theory]
    [InlineData("text_config", """{"hidden_size":0}""", "'text_config.hidden_size' is not usable; expected a whole number from 1 to 1048576, got 0")]
    [InlineData("text_config", """{"hidden_size":-768}""", "got -768")]
    [InlineData("text_config", """{"hidden_size":768.0}""", "got 768.0")]
    [InlineData("text_config", """{"hidden_size":99999999999999999999}""", "got 99999999999999999999")]
    [InlineData("text_config", """{"hidden_size":"768"}""", "got '768'")]
    [InlineData("text_config", """{"hidden_size":null}""", "got null")]
    [InlineData("text_config", """{"hidden_size":[768]}""", "got an array of 1")]
    [InlineData("text_config", """{"num_attention_heads":7}""", "'text_config.num_attention_heads' is not usable; expected a divisor of hidden_size, 768, got 7")]
    [InlineData("text_config", """{"num_hidden_layers":0}""", "num_hidden_layers")]
    [InlineData("text_config", """{"num_hidden_layers":1000000}""", "num_hidden_layers")]
    [InlineData("text_config", """{"intermediate_size":0}""", "intermediate_size")]
    [InlineData("text_config", """{"vocab_size":0}""", "vocab_size")]
    [InlineData("text_config", """{"max_position_embeddings":0}""", "max_position_embeddings")]
    [InlineData("text_config", """{"longtext_len":19}""", "'text_config.keep_len' is not usable; expected at most longtext_len, 19, got 20")]
    [InlineData("text_config", """{"keep_len":-1}""", "keep_len")]
    [InlineData("text_config", """{"projection_size":0}""", "projection_size")]
    [InlineData("text_config", """{"layer_norm_eps":0}""", "'text_config.layer_norm_eps' is not usable; expected a number above 0, got 0")]
    [InlineData("text_config", """{"layer_norm_eps":-1e-6}""", "layer_norm_eps")]
    [InlineData("text_config", """{"layer_norm_eps":1e-60}""", "layer_norm_eps")]
    [InlineData("text_config", """{"layer_norm_eps":1e999}""", "layer_norm_eps")]
    [InlineData("text_config", """{"layer_norm_eps":"1e-6"}""", "layer_norm_eps")]
    [InlineData("text_config", """{"hidden_act":"swiglu"}""", "'text_config.hidden_act' is not usable; expected one of gelu_pytorch_tanh, ")]
    [InlineData("text_config", """{"hidden_act":null}""", "hidden_act")]
    [InlineData("text_config", """{"hidden_act":3}""", "hidden_act")]
    [InlineData("text_config", "3", "'text_config' is not usable; expected an object, got 3")]
    [InlineData("vision_config", """{"num_channels":1}""", "'vision_config.num_channels' is not usable; expected a whole number from 3 to 3, got 1")]
    [InlineData("vision_config", """{"num_patches":255}""", "'vision_config.num_patches' is not usable; expected a square number, got 255")]
    [InlineData("vision_config", """{"num_patches":0}""", "num_patches")]
    [InlineData("vision_config", """{"patch_size":0}""", "patch_size")]
    [InlineData("vision_config", """{"patch_size":1000000}""", "patch_size")]
    [InlineData("vision_config", """{"hidden_size":100}""", "'vision_config.num_attention_heads' is not usable; expected a divisor of hidden_size, 100, got 12")]
    [InlineData("vision_config", """{"vision_use_head":false}""", "vision_use_head")]
    public void A_value_out_of_range_is_refused_by_name(string part, string json, string says) =>
        Assert.Contains(says, Error($$"""{"model_type":"fgclip2","{{part}}":{{json}}}"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"model_type":"bert","architectures":["BertModel"]}""", "got model_type 'bert' ('BertModel')")]
    [InlineData("""{"model_type":"siglip2"}""", "got model_type 'siglip2'")]
    [InlineData("""{"model_type":"clip","architectures":["CLIPModel"]}""", "got model_type 'clip' ('CLIPModel')")]
    [InlineData("""{"model_type":"fgclip2_text_model"}""", "got model_type 'fgclip2_text_model'")]
    [InlineData("{}", "got no model_type")]
    public void Another_model_is_refused_by_what_it_is(string json, string says)
    {
        var message = Error(json);

        Assert.Contains("this is not an FG-CLIP checkpoint", message, StringComparison.Ordinal);
        Assert.Contains(says, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"model_type":"clip","architectures":["FGCLIPModel"]}""")]
    [InlineData("""{"architectures":["FGCLIPModel"]}""")]
    [InlineData("""{"model_type":"fgclip"}""")]
    public void The_first_FG_CLIP_is_recognised_and_not_read_as_the_second(string json)
    {
        Assert.Contains("expected fgclip2 (FG-CLIP 2), got fgclip1 (FG-CLIP, first version)", Error(json), StringComparison.Ordinal);
        Assert.Equal(
            CheckpointArchitecture.FgClip1, CheckpointArchitectureReader.Read(CheckpointJson.ReadObject(_folder.At("config.json"))));
    }

    [Theory]
    [InlineData("""{"model_type":3}""", "'model_type' is not usable; expected a string, got 3")]
    [InlineData("""{"architectures":"FG_CLIP2_Model"}""", "'architectures' is not usable; expected an array of strings")]
    [InlineData("""{"architectures":[1]}""", "'architectures' is not usable")]
    [InlineData("""[1]""", "is not a JSON object; got an array of 1")]
    [InlineData("{\n \"model_type\": fgclip2\n}", "(line 2, byte 17)")]
    [InlineData("""{"a":1 // comment""", "not valid JSON")]
    [InlineData("""{"a":1,}""", "not valid JSON")]
    [InlineData("""{"a":NaN}""", "not valid JSON")]
    [InlineData("""{"a":1}{""", "not valid JSON")]
    [InlineData("""{"a":1,"a":2}""", "not valid JSON")]
    [InlineData("   ", "not valid JSON")]
    [InlineData("""{"a":"\ud800"}""", "not valid Unicode")]
    [InlineData("""{"\udc00a":1}""", "not valid Unicode")]
    public void Malformed_JSON_is_refused_with_its_place(string json, string says) =>
        Assert.Contains(says, Error(json), StringComparison.Ordinal);

    [Fact]
    public void Too_large_empty_deep_or_wrongly_encoded_JSON_is_refused()
    {
        Assert.Contains("file is too large; expected at most 10000000 bytes, got 10000001", Error(new byte[10_000_001]), StringComparison.Ordinal);
        Assert.Contains("is empty", Error([]), StringComparison.Ordinal);
        Assert.Contains("not valid UTF-8", Error([.. "{\"a\":\""u8, 0xff, .. "\"}"u8]), StringComparison.Ordinal);
        Assert.Contains("not valid JSON", Error(new string('[', 100_000)), StringComparison.Ordinal);
    }

    private FgClip2Config Read(string json) => FgClip2Config.Read(_folder.Write("config.json", json));

    private string Error(string json) => Error(System.Text.Encoding.UTF8.GetBytes(json));

    private string Error(byte[] json)
    {
        var path = _folder.Write("config.json", json);
        var error = Assert.Throws<FgClipException>(() => FgClip2Config.Read(path));
        Assert.Equal(FgClipErrorKind.Checkpoint, error.Kind);
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        return error.Message;
    }
}
