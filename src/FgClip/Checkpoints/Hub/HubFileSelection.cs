namespace FgClip.Checkpoints.Hub;

/// <summary>
/// Which files of a repository a model needs: those right in it that this library reads, and nothing else: no Python, no
/// other kinds of weights, no folders.
/// </summary>
internal static class HubFileSelection
{
    /// <summary>The weights in one file.</summary>
    public const string Weights = "model.safetensors";

    /// <summary>What describes the model, its pictures and its texts.</summary>
    public static IReadOnlyList<string> Descriptions { get; } =
    [
        "config.json", "preprocessor_config.json", "tokenizer.json", "tokenizer.model", "tokenizer_config.json",
        "special_tokens_map.json", "added_tokens.json", "vocab.json", "merges.txt", CheckpointCard.FileName,
    ];

    private static readonly string[] OtherWeights = [".bin", ".h5", ".msgpack", ".onnx", ".gguf", ".pt", ".pth", ".ckpt"];

    /// <summary>The small files, the index of the weights among them where they are in several files.</summary>
    /// <exception cref="FgClipException">The repository has no config.json or no safetensors weights.</exception>
    public static IReadOnlyList<string> Small(HubModelId id, IReadOnlyCollection<string> names)
    {
        if (!names.Contains("config.json")) throw Lacks("config.json", null);
        if (names.Contains(Weights)) return [.. Descriptions.Where(names.Contains)];
        if (names.Contains(ShardIndexReader.FileName)) return [.. Descriptions.Where(names.Contains), ShardIndexReader.FileName];

        var others = names.Where(name => OtherWeights.Contains(Path.GetExtension(name))).Order(StringComparer.Ordinal).ToList();
        throw Lacks($"{Weights} or {ShardIndexReader.FileName}", others.Count > 0 ? CheckpointError.List(others, 4) : null);

        FgClipException Lacks(string what, string? got) => CheckpointError.Create(
            $"the repository has no {what}",
            id.Text,
            got: got,
            remedy: got is null
                ? "Choose a repository with a Hugging Face checkpoint of FG-CLIP."
                : "Weights that are not safetensors are not read: convert them with Transformers (save_pretrained).");
    }
}
