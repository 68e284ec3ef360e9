using System.Diagnostics.CodeAnalysis;

namespace FgClip.Checkpoints.Hub;

/// <summary>A model's id on a hub: <c>ORGANISATION/NAME</c>, or <c>NAME</c> alone.</summary>
public sealed record HubModelId
{
    private const string FolderPrefix = "models--";
    private const int LongestId = 96;

    private HubModelId(string text) => Text = text;

    /// <summary>The id.</summary>
    public string Text { get; }

    /// <summary>Its folder's name in a cache: <c>models--ORGANISATION--NAME</c>.</summary>
    internal string FolderName => FolderPrefix + Text.Replace("/", "--", StringComparison.Ordinal);

    /// <summary>Reads an id.</summary>
    /// <exception cref="FgClipException">It cannot be one.</exception>
    public static HubModelId Parse(string text) => TryParse(text, out var id)
        ? id
        : throw new FgClipException(
            FgClipErrorKind.Argument,
            "is no id of a model on a hub",
            CheckpointError.Quote(text ?? ""),
            "ORGANISATION/NAME of letters, digits, '-', '_' and '.', at most 96 characters",
            remedy: "'fgclip models list' shows the known ones.");

    /// <summary>Reads an id, by the rules of huggingface_hub: no '--', no '..', no '.git', and none that leaves its folder.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out HubModelId? id)
    {
        id = null;
        if (text is null or { Length: 0 or > LongestId }
            || text.Contains("--", StringComparison.Ordinal)
            || text.Contains("..", StringComparison.Ordinal)
            || text.EndsWith(".git", StringComparison.Ordinal)
            || text.Split('/') is not { Length: 1 or 2 } parts
            || !parts.All(IsName))
        {
            return false;
        }

        id = new HubModelId(text);
        return true;
    }

    /// <summary>The id that a folder of a cache is named after; null for other folders.</summary>
    internal static HubModelId? FromFolderName(string name) =>
        name.StartsWith(FolderPrefix, StringComparison.Ordinal)
        && TryParse(name[FolderPrefix.Length..].Replace("--", "/", StringComparison.Ordinal), out var id)
            ? id
            : null;

    /// <summary>The id.</summary>
    public override string ToString() => Text;

    private static bool IsName(string name) =>
        name.Length > 0
        && name[0] is not ('-' or '.')
        && name[^1] is not ('-' or '.')
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
