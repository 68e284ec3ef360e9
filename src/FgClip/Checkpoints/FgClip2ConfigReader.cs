namespace FgClip.Checkpoints;

/// <summary>Turns the members of a config.json into an <see cref="FgClip2Config"/>.</summary>
internal static class FgClip2ConfigReader
{
    /// <summary>Reads all of it.</summary>
    /// <param name="root">The root of config.json.</param>
    /// <exception cref="FgClipException">Another model, or a value out of range.</exception>
    public static FgClip2Config Read(JsonFields root)
    {
        CheckpointArchitectureReader.Expect(CheckpointArchitecture.FgClip2, root);
        return new FgClip2Config { Text = ReadText(root.Object("text_config")), Vision = ReadVision(root.Object("vision_config")) };
    }

    private static FgClip2TextConfig ReadText(JsonFields fields)
    {
        var fallback = new FgClip2TextConfig();
        var hidden = fields.Int("hidden_size", fallback.HiddenSize, 1, ConfigValues.MostWidth);
        var longtext = fields.Int("longtext_len", fallback.LongtextLen, 1, ConfigValues.MostWidth);
        var keep = fields.Int("keep_len", fallback.KeepLen, 0, ConfigValues.MostWidth);
        if (keep > longtext) throw fields.Wrong("keep_len", $"at most longtext_len, {longtext}", $"{keep}");
        return new FgClip2TextConfig
        {
            HiddenSize = hidden,
            NumHiddenLayers = fields.Int("num_hidden_layers", fallback.NumHiddenLayers, 1, ConfigValues.MostLayers),
            NumAttentionHeads = ConfigValues.Heads(fields, fallback.NumAttentionHeads, hidden),
            IntermediateSize = fields.Int("intermediate_size", fallback.IntermediateSize, 1, ConfigValues.MostWidth),
            VocabSize = fields.Int("vocab_size", fallback.VocabSize, 1, int.MaxValue),
            MaxPositionEmbeddings = fields.Int("max_position_embeddings", fallback.MaxPositionEmbeddings, 1, ConfigValues.MostWidth),
            LongtextLen = longtext,
            KeepLen = keep,
            ProjectionSize = fields.FindValue("projection_size") is null ? hidden : fields.Int("projection_size", hidden, 1, ConfigValues.MostWidth),
            LayerNormEps = fields.Positive("layer_norm_eps", fallback.LayerNormEps),
            HiddenAct = ConfigValues.Activation(fields, fallback.HiddenAct),
        };
    }

    private static FgClip2VisionConfig ReadVision(JsonFields fields)
    {
        var fallback = new FgClip2VisionConfig();
        var hidden = fields.Int("hidden_size", fallback.HiddenSize, 1, ConfigValues.MostWidth);
        // The official model leaves the pooling head out when this is false, and then has no image feature.
        if (fields.FindValue("vision_use_head") is { } head && !fields.Flag("vision_use_head", true))
        {
            throw fields.Wrong("vision_use_head", "true: without the pooling head there is no image feature", head);
        }

        var vision = new FgClip2VisionConfig
        {
            HiddenSize = hidden,
            NumHiddenLayers = fields.Int("num_hidden_layers", fallback.NumHiddenLayers, 1, ConfigValues.MostLayers),
            NumAttentionHeads = ConfigValues.Heads(fields, fallback.NumAttentionHeads, hidden),
            IntermediateSize = fields.Int("intermediate_size", fallback.IntermediateSize, 1, ConfigValues.MostWidth),
            NumChannels = fields.Int("num_channels", fallback.NumChannels, 3, 3),
            PatchSize = fields.Int("patch_size", fallback.PatchSize, 1, ConfigValues.MostPatchSize),
            NumPatches = fields.Int("num_patches", fallback.NumPatches, 1, ConfigValues.MostWidth),
            LayerNormEps = fields.Positive("layer_norm_eps", fallback.LayerNormEps),
            HiddenAct = ConfigValues.Activation(fields, fallback.HiddenAct),
        };
        return vision.PositionGridSide * vision.PositionGridSide == vision.NumPatches
            ? vision
            : throw fields.Wrong("num_patches", "a square number", $"{vision.NumPatches}");
    }
}
