namespace FgClip.Checkpoints;

/// <summary>Turns the members of a config.json into an <see cref="FgClip1Config"/>.</summary>
internal static class FgClip1ConfigReader
{
    // What CLIP's config files said before they knew its vocabulary.
    private const int UnknownEos = 2;

    private const int MostImageSize = 1 << 14;

    /// <summary>Reads all of it.</summary>
    /// <param name="root">The root of config.json.</param>
    /// <exception cref="FgClipException">Another model, or a value out of range.</exception>
    public static FgClip1Config Read(JsonFields root)
    {
        CheckpointArchitectureReader.Expect(CheckpointArchitecture.FgClip1, root);
        return new FgClip1Config
        {
            Text = ReadText(root.Object("text_config")),
            Vision = ReadVision(root.Object("vision_config")),
            ProjectionDim = root.Int("projection_dim", 512, 1, ConfigValues.MostWidth),
        };
    }

    private static FgClip1TextConfig ReadText(JsonFields fields)
    {
        var fallback = new FgClip1TextConfig();
        var hidden = fields.Int("hidden_size", fallback.HiddenSize, 1, ConfigValues.MostWidth);
        var vocabulary = fields.Int("vocab_size", fallback.VocabSize, 1, int.MaxValue);
        var eos = fields.Find("eos_token_id") is null ? UnknownEos : fields.Int("eos_token_id", UnknownEos, 0, int.MaxValue);
        if (eos == UnknownEos) eos = vocabulary - 1;
        return new FgClip1TextConfig
        {
            HiddenSize = hidden,
            NumHiddenLayers = fields.Int("num_hidden_layers", fallback.NumHiddenLayers, 1, ConfigValues.MostLayers),
            NumAttentionHeads = ConfigValues.Heads(fields, fallback.NumAttentionHeads, hidden),
            IntermediateSize = fields.Int("intermediate_size", fallback.IntermediateSize, 1, ConfigValues.MostWidth),
            VocabSize = vocabulary,
            MaxPositionEmbeddings = fields.Int("max_position_embeddings", fallback.MaxPositionEmbeddings, 2, ConfigValues.MostWidth),
            EosTokenId = eos < vocabulary ? eos : throw fields.Wrong("eos_token_id", $"below vocab_size, {vocabulary}", $"{eos}"),
            LayerNormEps = fields.Positive("layer_norm_eps", fallback.LayerNormEps),
            HiddenAct = ConfigValues.Activation(fields, fallback.HiddenAct),
        };
    }

    private static FgClip1VisionConfig ReadVision(JsonFields fields)
    {
        var fallback = new FgClip1VisionConfig();
        var hidden = fields.Int("hidden_size", fallback.HiddenSize, 1, ConfigValues.MostWidth);
        var vision = new FgClip1VisionConfig
        {
            HiddenSize = hidden,
            NumHiddenLayers = fields.Int("num_hidden_layers", fallback.NumHiddenLayers, 1, ConfigValues.MostLayers),
            NumAttentionHeads = ConfigValues.Heads(fields, fallback.NumAttentionHeads, hidden),
            IntermediateSize = fields.Int("intermediate_size", fallback.IntermediateSize, 1, ConfigValues.MostWidth),
            NumChannels = fields.Int("num_channels", fallback.NumChannels, 3, 3),
            ImageSize = fields.Int("image_size", fallback.ImageSize, 1, MostImageSize),
            PatchSize = fields.Int("patch_size", fallback.PatchSize, 1, ConfigValues.MostPatchSize),
            LayerNormEps = fields.Positive("layer_norm_eps", fallback.LayerNormEps),
            HiddenAct = ConfigValues.Activation(fields, fallback.HiddenAct),
        };
        if (vision.ImageSize % vision.PatchSize != 0)
            throw fields.Wrong("image_size", $"a multiple of patch_size, {vision.PatchSize}", $"{vision.ImageSize}");
        return vision.NumPatches <= Imaging.PatchBudget.Largest
            ? vision
            : throw fields.Wrong("image_size", $"at most {Imaging.PatchBudget.Largest} patches of {vision.PatchSize}", $"{vision.ImageSize}");
    }
}
