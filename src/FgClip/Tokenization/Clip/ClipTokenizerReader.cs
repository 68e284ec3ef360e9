using FgClip.Checkpoints;

namespace FgClip.Tokenization.Clip;

/// <summary>Makes CLIP tokenizers of the files of a checkpoint, as Transformers 4.57 does for CLIPTokenizerFast.</summary>
public static class ClipTokenizerReader
{
    private const string JsonFile = "tokenizer.json", VocabularyFile = "vocab.json", MergesFile = "merges.txt";

    /// <summary>What the tokenizer's class adds to a text, and how it pads, where no tokenizer_config.json says otherwise.</summary>
    public static TokenizerConfig Defaults { get; } = new()
    {
        AddBos = true,
        AddEos = true,
        BosToken = ClipVocabularyReader.Start,
        EosToken = ClipVocabularyReader.End,
        PadToken = ClipVocabularyReader.End,
        UnkToken = ClipVocabularyReader.End,
        UsesAttentionMask = false,
    };

    /// <summary>
    /// Reads the tokenizer of a Hugging Face folder: tokenizer.json, or else vocab.json and merges.txt, with
    /// tokenizer_config.json.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <returns>A thread-safe tokenizer; it holds no file open.</returns>
    /// <exception cref="FgClipException">A file is missing or malformed, or asks for something that is not supported.</exception>
    public static ITextTokenizer FromFolder(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var config = TokenizerConfigReader.Read(folder, Defaults, "CLIPTokenizer", "CLIPTokenizerFast");
        foreach (var name in new[] { JsonFile, VocabularyFile, MergesFile })
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path)) return FromFile(path, config);
        }

        throw new FgClipException(
            FgClipErrorKind.Checkpoint,
            "the checkpoint has no tokenizer",
            folder,
            $"{JsonFile}, or {VocabularyFile} and {MergesFile}",
            Directory.Exists(folder) ? "neither" : "no such folder",
            "Point at the folder that holds config.json and the tokenizer's files.");
    }

    /// <summary>
    /// Reads tokenizer.json; vocab.json or merges.txt, each with the other beside it; or merges alone, from which CLIP's
    /// vocabulary follows (also OpenAI's bpe_simple_vocab_16e6.txt or .txt.gz).
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="config">What tokenizer_config.json says; null for <see cref="Defaults"/>.</param>
    /// <returns>A thread-safe tokenizer; it holds no file open.</returns>
    /// <exception cref="FgClipException">The file is missing or malformed, or asks for something that is not supported.</exception>
    public static ITextTokenizer FromFile(string path, TokenizerConfig? config = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new ClipTokenizer(Define(path), config ?? Defaults, path);
    }

    private static ClipDefinition Define(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            var beside = Path.Combine(folder, VocabularyFile);
            return Path.GetFileName(path) == MergesFile && File.Exists(beside)
                ? ClipVocabularyReader.Read(beside, path)
                : ClipVocabularyReader.ReadMerges(path);
        }

        var root = CheckpointJson.ReadObject(path);
        // A vocabulary is an object of numbers; of a piece called "model" too.
        return root.Find("model") is { ValueKind: System.Text.Json.JsonValueKind.Object }
            ? ClipJsonReader.Read(root)
            : ClipVocabularyReader.Read(path, Path.Combine(folder, MergesFile));
    }
}
