using System.Globalization;
using FgClip.Tokenization.Cache;

namespace FgClip.Tokenization;

/// <summary>Makes tokenizers of the files of a checkpoint, as Transformers 4.57 does for Gemma tokenizers.</summary>
public static class TokenizerReader
{
    private const long LargestFile = 256 * 1024 * 1024;

    /// <summary>
    /// Reads the tokenizer of a Hugging Face folder: tokenizer.json, or else tokenizer.model, with tokenizer_config.json.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <returns>A thread-safe tokenizer; it holds no file open.</returns>
    /// <exception cref="FgClipException">A file is missing or malformed, or asks for something that is not supported.</exception>
    public static ITextTokenizer FromFolder(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        foreach (var name in new[] { "tokenizer.json", "tokenizer.model" })
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path)) return FromFile(path, TokenizerConfig.FromFolder(folder));
        }

        throw new FgClipException(
            FgClipErrorKind.Checkpoint,
            "the checkpoint has no tokenizer",
            folder,
            "tokenizer.json or tokenizer.model",
            Directory.Exists(folder) ? "neither" : "no such folder",
            "Point at the folder that holds config.json and the tokenizer's files.");
    }

    /// <summary>
    /// Reads a tokenizer file, tokenizer.json or tokenizer.model; which of them, its content tells. Of a tokenizer.json of
    /// megabytes a compact form is kept in the user's cache folder, which the environment variable FGCLIP_CACHE moves or,
    /// as <c>off</c>, switches off; it gives the same ids.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="config">What tokenizer_config.json says.</param>
    /// <returns>A thread-safe tokenizer; it holds no file open.</returns>
    /// <exception cref="FgClipException">The file is missing or malformed, or asks for something that is not supported.</exception>
    public static ITextTokenizer FromFile(string path, TokenizerConfig config)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(config);
        return FromFile(path, config, TokenizerCache.OfUser);
    }

    /// <summary>As <see cref="FromFile(string, TokenizerConfig)"/>, with the cache given.</summary>
    internal static ITextTokenizer FromFile(string path, TokenizerConfig config, TokenizerCache cache)
    {
        if (cache.HashOf(path) is { } hash && cache.Find(hash) is { } known) return new BpeTokenizer(known, config, path);

        var data = ReadAll(path, LargestFile);
        var definition = Define(data, path, config);
        if (IsJson(data)) cache.Add(data, definition);
        return new BpeTokenizer(definition, config, path);
    }

    /// <summary>Reads a tokenizer file from its bytes.</summary>
    /// <param name="data">The bytes; not kept.</param>
    /// <param name="file">The file's name, for errors.</param>
    /// <param name="config">What tokenizer_config.json says.</param>
    internal static ITextTokenizer FromBytes(byte[] data, string file, TokenizerConfig config) =>
        new BpeTokenizer(Define(data, file, config), config, file);

    private static TokenizerDefinition Define(byte[] data, string file, TokenizerConfig config)
    {
        if (IsJson(data)) return TokenizerJsonReader.Read(data, file);
        if (!file.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return GemmaConverter.Convert(SentencePieceReader.Read(data, file), config, file);

        throw new FgClipException(
            FgClipErrorKind.Checkpoint,
            "the file is not JSON",
            file,
            "an object, which starts with {",
            Start(data),
            "Download the file again; of a Git LFS pointer, fetch the file itself with 'git lfs pull'.");
    }

    private static string Start(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty) return "an empty file";
        if (data.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return "a byte order mark";
        var text = System.Text.Encoding.ASCII.GetString(data[..Math.Min(data.Length, 24)]);
        return $"'{string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter))}'";
    }

    /// <summary>Reads a file of limited size.</summary>
    internal static byte[] ReadAll(string path, long most)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length <= most) return File.ReadAllBytes(path);
            throw new FgClipException(
                FgClipErrorKind.Checkpoint,
                "the file is too large",
                path,
                string.Create(CultureInfo.InvariantCulture, $"at most {most} bytes"),
                string.Create(CultureInfo.InvariantCulture, $"{length}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new FgClipException(FgClipErrorKind.Checkpoint, $"the file cannot be read: {e.Message}", path, inner: e);
        }
    }

    /// <summary>A protobuf message can start with a line break too (its first tag), but does not also end with a brace.</summary>
    private static bool IsJson(ReadOnlySpan<byte> data)
    {
        var trimmed = data.Trim(" \t\r\n"u8);
        return data.StartsWith("{"u8) || (trimmed.StartsWith("{"u8) && trimmed.EndsWith("}"u8));
    }
}
