namespace FgClip.Checkpoints.Hub;

/// <summary>Which version of a model: a branch, a tag, or a commit of 40 hexadecimal digits.</summary>
internal static class HubRevision
{
    /// <summary>What is taken when nobody says.</summary>
    public const string Default = "main";

    private const int Longest = 200;

    /// <summary>Whether it is a commit, which never changes what it means.</summary>
    public static bool IsCommit(string revision) =>
        revision.Length == 40 && revision.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');

    /// <summary>Checks that it can be a file's path below <c>refs</c>: <c>main</c>, <c>v1.0</c>, <c>refs/pr/1</c>.</summary>
    /// <exception cref="FgClipException">It cannot be a revision.</exception>
    public static string Check(string revision)
    {
        var isUsable = revision.Length is > 0 and <= Longest
            && revision.Split('/').All(part => part.Length > 0 && part[0] != '.' && part[^1] != '.')
            && !revision.Contains("..", StringComparison.Ordinal)
            && revision.All(c => c > ' ' && c < '\u007F' && !@"\:*?""<>|~^[".Contains(c));
        return isUsable
            ? revision
            : throw new FgClipException(
                FgClipErrorKind.Argument,
                "is no revision",
                CheckpointError.Quote(revision),
                "a branch such as main, a tag, or a commit of 40 hexadecimal digits");
    }
}
