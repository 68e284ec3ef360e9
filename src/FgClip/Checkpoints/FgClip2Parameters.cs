namespace FgClip.Checkpoints;

/// <summary>
/// The parameters of an FG-CLIP 2 model by name and shape, as the official modelling code creates them
/// (fgclip2/model/strcs/modeling_fgclip2.py, fgclip2.py).
/// </summary>
internal static class FgClip2Parameters
{
    /// <summary>
    /// Tensors that some versions of the official code save and none needs: position numbers and masks that follow from
    /// the config, and the scales of training losses.
    /// </summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "text_model.embeddings.position_ids",
        "text_model.embeddings.mask1",
        "text_model.embeddings.mask2",
        "vision_model.embeddings.position_ids",
        "logit_scale_finegraind",
        "logit_scale_hardneg",
    };

    /// <summary>Whether an unused tensor of this name is no reason to warn.</summary>
    public static bool IsHarmless(string name) => Harmless.Contains(name);

    /// <summary>Every parameter that a checkpoint with this config must have; linear weights are [out, in].</summary>
    public static IReadOnlyList<(string Name, long[] Shape)> Of(FgClip2Config config)
    {
        var all = new List<(string Name, long[] Shape)> { ("logit_scale", [1]), ("logit_bias", [1]) };
        AddText(all, config.Text);
        AddVision(all, config.Vision);
        return all;
    }

    private static void AddText(List<(string Name, long[] Shape)> all, FgClip2TextConfig text)
    {
        const string Embeddings = "text_model.embeddings.";
        long hidden = text.HiddenSize;
        all.Add(($"{Embeddings}token_embedding.weight", [text.VocabSize, hidden]));
        all.Add(($"{Embeddings}position_embedding.weight", [text.MaxPositionEmbeddings, hidden]));
        // Both long tables have all rows; keep_len says which rows of which are used.
        all.Add(($"{Embeddings}position_embedding_res.weight", [text.LongtextLen, hidden]));
        all.Add(($"{Embeddings}position_embedding_ori.weight", [text.LongtextLen, hidden]));
        LayerParameters.AddLayers(all, "text_model.encoder.layers.", text.NumHiddenLayers, hidden, text.IntermediateSize);
        LayerParameters.AddNorm(all, "text_model.final_layer_norm", hidden);
        // projection_size belongs to the short head alone; the others are square.
        LayerParameters.AddLinear(all, "text_model.head", text.ProjectionSize, hidden);
        LayerParameters.AddLinear(all, "boxtext_head", hidden, hidden);
        LayerParameters.AddLinear(all, "longtext_head", hidden, hidden);
    }

    private static void AddVision(List<(string Name, long[] Shape)> all, FgClip2VisionConfig vision)
    {
        long hidden = vision.HiddenSize;
        LayerParameters.AddLinear(all, "vision_model.embeddings.patch_embedding", hidden, vision.PatchLength);
        all.Add(("vision_model.embeddings.position_embedding.weight", [vision.NumPatches, hidden]));
        LayerParameters.AddLayers(all, "vision_model.encoder.layers.", vision.NumHiddenLayers, hidden, vision.IntermediateSize);
        LayerParameters.AddNorm(all, "vision_model.post_layernorm", hidden);
        AddPoolingHead(all, "vision_model.head", hidden, vision.IntermediateSize);
        AddPoolingHead(all, "dense_feature_head", hidden, vision.IntermediateSize);
    }

    private static void AddPoolingHead(List<(string Name, long[] Shape)> all, string prefix, long hidden, long intermediate)
    {
        all.Add(($"{prefix}.probe", [1, 1, hidden]));
        all.Add(($"{prefix}.attention.in_proj_weight", [3 * hidden, hidden]));
        all.Add(($"{prefix}.attention.in_proj_bias", [3 * hidden]));
        LayerParameters.AddLinear(all, $"{prefix}.attention.out_proj", hidden, hidden);
        LayerParameters.AddNorm(all, $"{prefix}.layernorm", hidden);
        LayerParameters.AddMlp(all, $"{prefix}.mlp", hidden, intermediate);
    }
}
