using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FgClip.Checkpoints;

/// <summary>
/// A cheap identity for what a checkpoint computes. SHA-256 over these parts, each preceded by its length in 8 bytes:
/// config.json; for every safetensors file by name its header, the file's length and a sample of the data (64 blocks of
/// 4 KiB from the first byte to the last at even distances, or all of it where that is not more); then name and bytes of
/// the other files that decide features, where they exist. The folder's place and the card do not count.
/// </summary>
internal static class CheckpointHash
{
    private const int Blocks = 64;
    private const int BlockBytes = 4096;
    private const int LargestOtherFile = 256_000_000;

    /// <summary>How pictures become numbers and texts become ids.</summary>
    private static readonly string[] OtherFiles =
    [
        "preprocessor_config.json", "tokenizer.json", "tokenizer.model", "tokenizer_config.json",
        "special_tokens_map.json", "added_tokens.json", "vocab.json", "merges.txt",
    ];

    /// <summary>Computes the hash: 64 lower-case hexadecimal digits.</summary>
    /// <exception cref="FgClipException">A file beside the weights cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The weights are disposed of.</exception>
    public static string Compute(ReadOnlySpan<byte> config, IEnumerable<SafetensorsFile> weights, string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, config);
        foreach (var file in weights) AppendWeights(hash, file);
        foreach (var name in OtherFiles)
        {
            var path = Path.Combine(folder, name);
            if (!File.Exists(path)) continue;
            Append(hash, System.Text.Encoding.UTF8.GetBytes(name));
            Append(hash, CheckpointFileReader.ReadAll(path, LargestOtherFile));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static unsafe void AppendWeights(IncrementalHash hash, SafetensorsFile file)
    {
        var start = file.Acquire();
        try
        {
            Append(hash, new ReadOnlySpan<byte>(start + 8, file.HeaderLength));
            AppendNumber(hash, file.Length);
            var data = start + 8 + file.HeaderLength;
            var length = file.Length - 8 - file.HeaderLength;
            if (length <= Blocks * BlockBytes)
            {
                hash.AppendData(new ReadOnlySpan<byte>(data, (int)length));
                return;
            }

            for (var block = 0; block < Blocks; block++)
            {
                var offset = (long)((Int128)(length - BlockBytes) * block / (Blocks - 1));
                hash.AppendData(new ReadOnlySpan<byte>(data + offset, BlockBytes));
            }
        }
        finally
        {
            file.Release();
        }
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        AppendNumber(hash, part.Length);
        hash.AppendData(part);
    }

    private static void AppendNumber(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
