using System.Security.Cryptography;

namespace FgClip.Tests.Checkpoints.Hub.Server;

/// <summary>A file of a repository, with the hashes that a hub states.</summary>
internal sealed class FakeFile(string name, byte[] content, bool isLarge)
{
    public string Name => name;

    public byte[] Content => content;

    /// <summary>Kept in large-file storage: named by SHA-256 and served by another host.</summary>
    public bool IsLarge => isLarge;

    public string ETag { get; } = isLarge ? Sha256(content) : GitHash(content);

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static string GitHash(byte[] content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1); // as git names contents
        hash.AppendData(System.Text.Encoding.ASCII.GetBytes($"blob {content.Length}\0"));
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
