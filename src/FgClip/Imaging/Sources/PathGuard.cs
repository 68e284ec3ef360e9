using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace FgClip.Imaging.Sources;

/// <summary>Keeps paths below the allowed folders, after every symbolic link on the way is resolved.</summary>
internal sealed class PathGuard(IReadOnlyList<string> roots)
{
    /// <summary>Links followed before a path counts as a loop, as Linux does it.</summary>
    private const int MaxLinks = 40;

    /// <summary>Letters of a path at most: those of Windows, and of Linux.</summary>
    private static readonly int LongestPath = OperatingSystem.IsWindows() ? 32767 : 4096;

    private static readonly StringComparison PathComparison =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private readonly string[] _roots = [.. roots.Select(root => RealPath(Path.GetFullPath(Expand(root))))];

    /// <summary>Whether a file is there that may be read. Of what lies outside the roots nothing is told.</summary>
    public bool IsFile(string path)
    {
        if (path.Length > LongestPath) return false;

        var located = Locate(path);
        return (_roots.Length == 0 || (!IsElsewhere(located, _roots) && IsAllowed(RealPath(located)))) && File.Exists(located);
    }

    /// <summary>The real path of a file that may be read.</summary>
    /// <exception cref="FgClipException">It lies outside the roots; the message does not repeat it.</exception>
    public string Check(string path)
    {
        if (_roots.Length == 0) return path.StartsWith('~') ? Expand(path) : path;

        // Following links costs a look a folder: no system has longer paths.
        var located = path.Length <= LongestPath ? Locate(path) : throw Refusal();
        if (IsElsewhere(located, _roots)) throw Refusal();
        var real = RealPath(located);
        return IsAllowed(real) ? real : throw Refusal();
    }

    /// <summary>
    /// Refuses a file that was opened outside the roots: between <see cref="Check"/> and the opening, a folder on the way may
    /// have become a link. Linux tells what was opened; elsewhere the path is followed once more.
    /// </summary>
    /// <param name="file">The open file.</param>
    /// <param name="real">What <see cref="Check"/> answered.</param>
    /// <exception cref="FgClipException">It lies outside the roots.</exception>
    public void CheckOpened(SafeFileHandle file, string real)
    {
        if (_roots.Length == 0) return;

        var opened = OperatingSystem.IsLinux()
            ? LinkTarget(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{file.DangerousGetHandle()}"))
            : null;
        if (!IsAllowed(opened ?? RealPath(real))) throw Refusal();
    }

    /// <summary>
    /// Whether a Windows path names another machine or a device (<c>\\server\share</c>, <c>\\.\pipe</c>) that no root is on.
    /// Such a path is refused before it is looked at: looking would call that machine and show it who the user is.
    /// </summary>
    internal static bool IsElsewhere(string path, IReadOnlyList<string> roots) =>
        path.StartsWith(@"\\", StringComparison.Ordinal) && !roots.Any(root => IsBelow(path, root));

    private bool IsAllowed(string real) => _roots.Any(root => IsBelow(real, root));

    private static FgClipException Refusal() => new(
        FgClipErrorKind.Picture,
        "the path is outside the folders that this server may read",
        remedy: "Give a path below one of the folders it was started with (--root).");

    // The absolute path that a caller's path means, checked against nothing.
    private string Locate(string path)
    {
        var expanded = Expand(path);
        try
        {
            return _roots.Length == 0 ? Path.GetFullPath(expanded) : Path.GetFullPath(expanded, _roots[0]);
        }
        catch (Exception error) when (error is ArgumentException or PathTooLongException or NotSupportedException)
        {
            return expanded;
        }
    }

    private static bool IsBelow(string path, string root) =>
        path.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, PathComparison);

    private static string Expand(string path) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith("~\\", StringComparison.Ordinal)
            ? Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[1..])
            : path;

    // Resolves links part by part: a folder on the way may be one. What does not exist stays as it is.
    private static string RealPath(string path)
    {
        var left = MaxLinks;
        var rootLength = Path.GetPathRoot(path)!.Length;
        var real = path[..rootLength];
        var parts = new Stack<string>(Split(path[rootLength..]).Reverse());
        while (parts.TryPop(out var part))
        {
            var next = Path.Combine(real, part);
            if (LinkTarget(next) is not { } target || left-- <= 0)
            {
                real = next;
                continue;
            }

            var absolute = Path.GetFullPath(target, real);
            rootLength = Path.GetPathRoot(absolute)!.Length;
            real = absolute[..rootLength];
            foreach (var piece in Split(absolute[rootLength..]).Reverse()) parts.Push(piece);
        }

        return real;
    }

    private static string[] Split(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);

    private static string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null; // no such name, or none that could be one
        }
    }
}
