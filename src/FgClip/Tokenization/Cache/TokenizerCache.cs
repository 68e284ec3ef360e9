using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace FgClip.Tokenization.Cache;

/// <summary>
/// Definitions of large tokenizer.json files in a form that is read in a tenth of the time. A file's name is the hash of
/// tokenizer.json's bytes, all of which are read at every start: a changed tokenizer.json, whatever its date says, has
/// another name. What was written by another build of this library, is damaged or cannot be read counts as absent and is
/// written again; a folder that cannot be written to only costs the time. Thread-safe, also between processes.
/// </summary>
/// <param name="folder">The folder; made when first written to. Null: nothing is kept.</param>
/// <param name="smallestSource">Bytes that a tokenizer.json has at least; smaller ones are read as fast as their cached form.</param>
internal sealed class TokenizerCache(string? folder, long smallestSource = 2_000_000)
{
    /// <summary>How many definitions are kept; the ones written longest ago go first.</summary>
    private const int MostFiles = 8;

    private const ulong Magic = 0x31_4B_4F_54_50_49_4C_43; // CLIPTOK1
    private const int HashBytes = 16;
    private const int HeaderBytes = sizeof(ulong) + 16 + HashBytes;

    /// <summary>The cache in the user's folder.</summary>
    public static TokenizerCache OfUser { get; } = new(CacheFolder.Find() is { } root ? Path.Combine(root, "tokenizers") : null);

    /// <summary>The definition of a tokenizer.json that was read before, where it is kept.</summary>
    /// <param name="source">Hash of the bytes of tokenizer.json, as <see cref="HashOf(string)"/> gives it.</param>
    public TokenizerDefinition? Find(UInt128 source)
    {
        if (folder is null || !BitConverter.IsLittleEndian) return null;

        try
        {
            var file = FileOf(source);
            if (!File.Exists(file)) return null;

            var bytes = File.ReadAllBytes(file);
            if (bytes.Length < HeaderBytes || !bytes.AsSpan(0, HeaderBytes).SequenceEqual(Header(bytes.AsSpan(HeaderBytes)))) return null;
            return DefinitionReader.Read(bytes, HeaderBytes);
        }
        catch (Exception error) when (IsFileProblem(error) || error is InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Keeps the definition of a tokenizer.json, where that can be done.</summary>
    /// <param name="source">The bytes of tokenizer.json.</param>
    /// <param name="definition">What they say.</param>
    public void Add(ReadOnlySpan<byte> source, TokenizerDefinition definition)
    {
        if (folder is null || source.Length < smallestSource || source[0] != '{' || !BitConverter.IsLittleEndian) return;

        var file = FileOf(XxHash128.HashToUInt128(source));
        var part = $"{file}.{Guid.NewGuid():N}.part";
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var bytes = DefinitionWriter.Write(definition);
            using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1))
            {
                stream.Write(Header(bytes));
                stream.Write(bytes);
            }

            // Whoever reads meanwhile has the old file or the new one, never a part.
            File.Move(part, file, overwrite: true);
            RemoveOldest(folder);
        }
        catch (Exception error) when (IsFileProblem(error))
        {
            Remove(part);
        }
    }

    /// <summary>
    /// The hash of a file; null where nothing is kept of it: it is no large JSON file, or cannot be read, which is for the
    /// reader of the file to say.
    /// </summary>
    public UInt128? HashOf(string file)
    {
        if (folder is null) return null;

        try
        {
            using var handle = File.OpenHandle(file, options: FileOptions.SequentialScan);
            if (RandomAccess.GetLength(handle) < smallestSource) return null;

            var hash = new XxHash128();
            var buffer = GC.AllocateUninitializedArray<byte>(1 << 18);
            long offset = 0;
            while (RandomAccess.Read(handle, buffer, offset) is var count and > 0)
            {
                if (offset == 0 && buffer[0] != '{') return null;
                hash.Append(buffer.AsSpan(0, count));
                offset += count;
            }

            return hash.GetCurrentHashAsUInt128();
        }
        catch (Exception error) when (IsFileProblem(error))
        {
            return null;
        }
    }

    /// <summary>The file of a tokenizer.json.</summary>
    internal string FileOf(UInt128 source) => Path.Combine(folder!, $"{source:x32}.tokens");

    // Another build may read tokenizer.json in another way.
    private static byte[] Header(ReadOnlySpan<byte> content)
    {
        var header = new byte[HeaderBytes];
        MemoryMarshal.Write(header, Magic);
        typeof(TokenizerCache).Module.ModuleVersionId.TryWriteBytes(header.AsSpan(sizeof(ulong)));
        XxHash128.Hash(content, header.AsSpan(HeaderBytes - HashBytes));
        return header;
    }

    private static void RemoveOldest(string folder)
    {
        foreach (var old in new DirectoryInfo(folder).EnumerateFiles("*.tokens*").OrderByDescending(file => file.LastWriteTimeUtc).Skip(MostFiles))
            Remove(old.FullName);
    }

    private static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception error) when (IsFileProblem(error))
        {
            // Another process has it open, or the folder cannot be written to: it stays.
        }
    }

    private static bool IsFileProblem(Exception error) =>
        error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException;
}
