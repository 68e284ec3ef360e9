namespace FgClip.Checkpoints;

/// <summary>The parameters of transformer layers and their parts, which both model families name alike.</summary>
internal static class LayerParameters
{
    public static void AddLayers(
        List<(string Name, long[] Shape)> all, string prefix, int count, long hidden, long intermediate)
    {
        for (var i = 0; i < count; i++)
        {
            AddNorm(all, $"{prefix}{i}.layer_norm1", hidden);
            AddLinear(all, $"{prefix}{i}.self_attn.q_proj", hidden, hidden);
            AddLinear(all, $"{prefix}{i}.self_attn.k_proj", hidden, hidden);
            AddLinear(all, $"{prefix}{i}.self_attn.v_proj", hidden, hidden);
            AddLinear(all, $"{prefix}{i}.self_attn.out_proj", hidden, hidden);
            AddNorm(all, $"{prefix}{i}.layer_norm2", hidden);
            AddMlp(all, $"{prefix}{i}.mlp", hidden, intermediate);
        }
    }

    public static void AddMlp(List<(string Name, long[] Shape)> all, string prefix, long hidden, long intermediate)
    {
        AddLinear(all, $"{prefix}.fc1", intermediate, hidden);
        AddLinear(all, $"{prefix}.fc2", hidden, intermediate);
    }

    public static void AddNorm(List<(string Name, long[] Shape)> all, string prefix, long hidden)
    {
        all.Add(($"{prefix}.weight", [hidden]));
        all.Add(($"{prefix}.bias", [hidden]));
    }

    public static void AddLinear(List<(string Name, long[] Shape)> all, string prefix, long output, long input)
    {
        all.Add(($"{prefix}.weight", [output, input]));
        all.Add(($"{prefix}.bias", [output]));
    }
}
