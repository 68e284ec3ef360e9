namespace FgClip.Checkpoints;

/// <summary>
/// The parameters of an FG-CLIP model of the first version by name and shape, as the official modelling code creates them
/// (fgclip/model/clip_strc/modeling_clip.py, fgclip.py).
/// </summary>
internal static class FgClip1Parameters
{
    /// <summary>Key of the long texts' second position table, whose rows say how long they may be.</summary>
    public const string LongPositions = "text_model.embeddings.position_embedding_res.weight";

    /// <summary>Every parameter that a checkpoint with this config must have; linear weights are [out, in].</summary>
    public static IReadOnlyList<(string Name, long[] Shape)> Of(FgClip1Config config)
    {
        long projected = config.ProjectionDim, text = config.Text.HiddenSize, vision = config.Vision.HiddenSize;
        var all = new List<(string Name, long[] Shape)>
        {
            ("logit_scale", []),
            ("text_projection.weight", [projected, text]),
            ("text_filip_projection.weight", [projected, text]),
            ("visual_projection.weight", [projected, vision]),
        };
        AddText(all, config.Text);
        AddVision(all, config.Vision);
        return all;
    }

    private static void AddText(List<(string Name, long[] Shape)> all, FgClip1TextConfig text)
    {
        long hidden = text.HiddenSize;
        all.Add(("text_model.embeddings.token_embedding.weight", [text.VocabSize, hidden]));
        all.Add(("text_model.embeddings.position_embedding.weight", [text.MaxPositionEmbeddings, hidden]));
        all.Add(("text_model.embeddings.position_embedding_ori.weight", [text.LongtextLen, hidden]));
        all.Add((LongPositions, [text.LongtextLen, hidden]));
        LayerParameters.AddLayers(all, "text_model.encoder.layers.", text.NumHiddenLayers, hidden, text.IntermediateSize);
        LayerParameters.AddNorm(all, "text_model.final_layer_norm", hidden);
    }

    private static void AddVision(List<(string Name, long[] Shape)> all, FgClip1VisionConfig vision)
    {
        const string Embeddings = "vision_model.embeddings.";
        long hidden = vision.HiddenSize;
        all.Add(($"{Embeddings}class_embedding", [hidden]));
        all.Add(($"{Embeddings}patch_embedding.weight", [hidden, vision.NumChannels, vision.PatchSize, vision.PatchSize]));
        all.Add(($"{Embeddings}position_embedding.weight", [vision.NumPatches + 1, hidden]));
        LayerParameters.AddNorm(all, "vision_model.pre_layrnorm", hidden); // so spelt
        LayerParameters.AddLayers(all, "vision_model.encoder.layers.", vision.NumHiddenLayers, hidden, vision.IntermediateSize);
        LayerParameters.AddNorm(all, "vision_model.post_layernorm", hidden);
    }
}
