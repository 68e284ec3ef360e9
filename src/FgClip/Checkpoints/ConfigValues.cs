namespace FgClip.Checkpoints;

/// <summary>
/// Members that the configs of both model families have. The bounds are far beyond any published model: products of three
/// sizes stay within 64 bits, and a list of all parameters within memory, whatever a file says.
/// </summary>
internal static class ConfigValues
{
    public const int MostWidth = 1 << 20;
    public const int MostLayers = 4096;
    public const int MostPatchSize = 1024;

    /// <summary>What <c>hidden_act</c> may be: names of Transformers' ACT2FN, all of which <see cref="Model.Activation"/> builds.</summary>
    public static IReadOnlyList<string> Activations { get; } =
    [
        "gelu_pytorch_tanh", "gelu_new", "gelu_fast", "gelu_accurate", "gelu_python_tanh", "gelu", "gelu_python", "quick_gelu",
        "relu", "silu", "swish", "leaky_relu", "mish", "tanh", "sigmoid", "linear",
    ];

    /// <summary><c>num_attention_heads</c>, a divisor of the width.</summary>
    public static int Heads(JsonFields fields, int fallback, int hidden)
    {
        var heads = fields.Int("num_attention_heads", fallback, 1, MostWidth);
        return hidden % heads == 0
            ? heads
            : throw fields.Wrong("num_attention_heads", $"a divisor of hidden_size, {hidden}", $"{heads}");
    }

    /// <summary><c>hidden_act</c>.</summary>
    public static string Activation(JsonFields fields, string fallback)
    {
        var name = fields.Find("hidden_act") is null ? fallback : fields.Text("hidden_act");
        return name is not null && Activations.Contains(name)
            ? name
            : throw fields.Wrong(
                "hidden_act", $"one of {string.Join(", ", Activations)}", name is null ? "null" : CheckpointError.Quote(name));
    }
}
