using FgClip.Tokenization;
using FgClip.Tokenization.Clip;

namespace FgClip.Evaluation.Golden;

/// <summary>The tokenizer of a set of kind tokens, whose vocabulary is not in the set.</summary>
internal static class TokenSetTokenizer
{
    private static readonly string[] OfGemma = [".json", ".model"];

    /// <summary>Whether the set's tokenizer is CLIP's, which lower-cases by itself.</summary>
    public static bool IsClip(GoldenSet set) =>
        set.Text("tokenizer") is { } tokenizer && tokenizer.Contains("clip", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens the file that fits the set, or the only one.</summary>
    /// <exception cref="FgClipException">None was given, or it is not the set's.</exception>
    public static ITextTokenizer Open(GoldenSet set, IReadOnlyList<string> files)
    {
        var isClip = IsClip(set);
        var file = files.Count == 1 ? files[0] : files.FirstOrDefault(file => IsOfClip(file) == isClip);
        if (file is null)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                files.Count == 0 ? "no tokenizer given" : "none of the tokenizers given is the set's",
                remedy: $"Pass its file with --tokenizer FILE: {(isClip ? "tokenizer.json, vocab.json or the merges of CLIP" : "tokenizer.json or tokenizer.model")}.");
        }

        return isClip
            ? ClipTokenizerReader.FromFile(file)
            : TokenizerReader.FromFile(file, new TokenizerConfig
            {
                AddBos = set.Flag("add_bos"),
                AddEos = set.Flag("add_eos"),
                PaddingSide = set.Text("padding_side") == "left" ? TokenSide.Left : TokenSide.Right,
            });
    }

    // CLIP's pieces of word ends have a suffix that no other vocabulary has.
    private static bool IsOfClip(string file) =>
        !OfGemma.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)
        || (File.Exists(file) && File.ReadAllBytes(file).AsSpan().IndexOf("a</w>"u8) >= 0);
}
