using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace FgClip.Checkpoints.Hub;

/// <summary>
/// Checks a file against the hash that its blob is named after: SHA-256 for large files (64 digits), SHA-1 of git's
/// blob (<c>blob LENGTH\0</c> and the content) for small ones (40 digits).
/// </summary>
internal static class BlobHash
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Whether a name is a hash that can be computed from the content.</summary>
    public static bool IsHash(string name) => name.Length is 40 or 64 && name.All(char.IsAsciiHexDigitLower);

    /// <summary>The hash of the first <paramref name="length"/> bytes, of the kind that <paramref name="like"/> is.</summary>
    public static string Compute(string like, SafeFileHandle file, long length, Action<long>? progress, CancellationToken cancellation)
    {
        var isGit = like.Length == 40;
        // Git's identity for a blob: whoever could forge SHA-1 could not forge the weights, which have SHA-256.
        using var hash = IncrementalHash.CreateHash(isGit ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256);
        if (isGit) hash.AppendData(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {length}\0")));

        var buffer = new byte[BufferBytes];
        for (long position = 0; position < length;)
        {
            cancellation.ThrowIfCancellationRequested();
            var read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - position)), position);
            if (read == 0) break; // shorter than it said: the hash tells
            hash.AppendData(buffer, 0, read);
            position += read;
            progress?.Invoke(read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
