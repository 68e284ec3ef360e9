namespace FgClip.Checkpoints.Hub;

/// <summary>An access token of a hub. It is sent to the endpoint's own host alone, and never written anywhere.</summary>
public sealed class HubToken
{
    private HubToken(string value, string source)
    {
        Value = value;
        Source = source;
    }

    /// <summary>Where it came from, for messages: a variable's name or a file.</summary>
    public string Source { get; }

    /// <summary>The secret itself.</summary>
    internal string Value { get; }

    /// <summary>Takes a token as a variable or a file holds it: white space around it and line ends do not count.</summary>
    /// <param name="text">The text; null or blank: there is no token.</param>
    /// <param name="source">What to call its origin in messages.</param>
    /// <returns>The token, or null.</returns>
    /// <exception cref="FgClipException">It holds characters that no header may carry.</exception>
    public static HubToken? From(string? text, string source)
    {
        var value = text?.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Trim();
        if (string.IsNullOrEmpty(value)) return null;
        return value.All(c => c is > ' ' and < '\u007F')
            ? new HubToken(value, source)
            : throw new FgClipException(
                FgClipErrorKind.Argument,
                "the hub's access token holds characters that tokens cannot have",
                source,
                "visible ASCII characters without spaces, such as hf_…",
                remedy: "Set it to the token alone, or unset it: public models need none.");
    }

    /// <summary>Its origin; the secret stays out of logs.</summary>
    public override string ToString() => $"token from {Source}";
}
