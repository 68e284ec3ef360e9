namespace FgClip.Mcp.Resources;

/// <summary>
/// Pictures that tools drew, heat maps and annotated ones, kept in memory under a URI while they fit, each visible to its
/// owner alone. Thread-safe.
/// </summary>
/// <param name="scope">Whose message is being handled.</param>
/// <param name="changes">Told of new pictures.</param>
/// <param name="files">Where those go that are asked for as files.</param>
/// <param name="readOnly">Whether no file may be written.</param>
internal sealed class RenderedPictures(OwnerScope scope, ResourceListChanges changes, PictureFiles files, bool readOnly = false)
{
    /// <summary>As resource templates write it.</summary>
    public const string Template = "fgclip://rendered/{name}";

    private const string Prefix = "fgclip://rendered/";

    /// <summary>Bytes kept at most, all owners together; the oldest go first.</summary>
    private const long MaxBytes = 32_000_000;

    private readonly Dictionary<string, (string Owner, byte[] Png)> _pictures = [];
    private readonly Queue<string> _order = new();
    private readonly Lock _lock = new();
    private long _bytes;

    /// <summary>Number and bytes of the pictures that are kept.</summary>
    public (int Count, long Bytes) Size
    {
        get
        {
            lock (_lock) return (_pictures.Count, _bytes);
        }
    }

    /// <summary>The URIs that the owner can read now, with their bytes, oldest first.</summary>
    public IReadOnlyList<(string Uri, int Bytes)> Listed
    {
        get
        {
            var owner = scope.Current;
            lock (_lock) return [.. _order.Where(uri => _pictures[uri].Owner == owner).Select(uri => (uri, _pictures[uri].Png.Length))];
        }
    }

    /// <summary>Keeps a PNG.</summary>
    /// <returns>Its URI.</returns>
    public string Add(byte[] png)
    {
        var uri = $"{Prefix}{Guid.NewGuid():N}.png";
        HashSet<string> owners = [scope.Current];
        lock (_lock)
        {
            _pictures[uri] = (scope.Current, png);
            _order.Enqueue(uri);
            _bytes += png.Length;
            while (_bytes > MaxBytes && _order.Count > 1)
            {
                var oldest = _order.Dequeue();
                _bytes -= _pictures[oldest].Png.Length;
                owners.Add(_pictures[oldest].Owner);
                _pictures.Remove(oldest);
            }
        }

        foreach (var owner in owners) changes.Raise(owner);
        return uri;
    }

    /// <summary>The PNG of a URI; null where it was never there, is gone or is another's.</summary>
    public byte[]? Find(string uri)
    {
        if (!uri.StartsWith(Prefix, StringComparison.Ordinal)) return null;

        var owner = scope.Current;
        lock (_lock) return _pictures.TryGetValue(uri, out var picture) && picture.Owner == owner ? picture.Png : null;
    }

    /// <summary>Refuses what a caller wants drawn pictures to become, before they are drawn.</summary>
    /// <param name="output">The argument <c>image_output</c>.</param>
    /// <exception cref="FgClipException">It asks for a file, and none may be written.</exception>
    public void CheckOutput(string? output)
    {
        if (output != "path" || !readOnly) return;

        throw new FgClipException(
            FgClipErrorKind.Argument,
            "image_output path writes a file, and the server runs with --read-only",
            expected: "inline, link or none",
            got: "path");
    }

    /// <summary>Writes a PNG to a file that only this user can read.</summary>
    /// <returns>The absolute path.</returns>
    /// <exception cref="FgClipException">It cannot be written.</exception>
    public string AddFile(byte[] png) => files.Write(png);
}
