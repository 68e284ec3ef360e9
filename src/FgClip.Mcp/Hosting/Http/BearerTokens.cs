using System.Security.Cryptography;

namespace FgClip.Mcp.Hosting.Http;

/// <summary>The tokens that clients may show. Only their hashes are kept. Thread-safe.</summary>
internal sealed class BearerTokens
{
    /// <summary>Letters of a token at least: 24 of base64 are 144 bits when drawn at random.</summary>
    public const int ShortestToken = 24;

    private readonly List<byte[]> _hashes = [];

    /// <param name="tokens">The tokens; none for a server that asks for none.</param>
    /// <exception cref="FgClipException">A token is too short or has letters that no header can carry.</exception>
    public BearerTokens(IEnumerable<string> tokens)
    {
        foreach (var token in tokens)
        {
            if (token.Length < ShortestToken || token.Any(letter => letter is <= ' ' or > '~'))
            {
                throw new FgClipException(
                    FgClipErrorKind.Argument,
                    "a token cannot be used",
                    expected: $"at least {ShortestToken} printable ASCII letters without spaces",
                    got: $"{token.Length} letters",
                    remedy: "Make one with: openssl rand -base64 32");
            }

            _hashes.Add(HashOf(token));
        }
    }

    /// <summary>Whether a token must be shown.</summary>
    public bool Required => _hashes.Count > 0;

    /// <summary>The tokens of a file: one a line; empty lines and those that start with # do not count.</summary>
    /// <param name="path">The file.</param>
    /// <param name="warn">Told what is doubtful about the file.</param>
    /// <exception cref="FgClipException">It cannot be read or has no token.</exception>
    public static IReadOnlyList<string> ReadFile(string path, Action<string> warn)
    {
        try
        {
            string[] tokens = [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
            if (tokens.Length == 0)
            {
                throw new FgClipException(FgClipErrorKind.Argument, "the token file has no token", path, "one token a line");
            }

            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != 0)
            {
                warn($"{path}: others on this machine can read the tokens; make it private with: chmod 600");
            }

            return tokens;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FgClipException(FgClipErrorKind.File, "the token file cannot be read", path, got: error.Message.TrimEnd('.'), inner: error);
        }
    }

    /// <summary>
    /// Whose token this is: the same name for the same token, from which the token cannot be found; null where it is
    /// none of ours. Takes the same time whichever token is tried.
    /// </summary>
    public string? OwnerOf(string token)
    {
        var hash = HashOf(token);
        var known = false;
        foreach (var other in _hashes) known |= CryptographicOperations.FixedTimeEquals(hash, other);
        return known ? Convert.ToHexStringLower(hash.AsSpan(0, 16)) : null;
    }

    private static byte[] HashOf(string token) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token));
}
