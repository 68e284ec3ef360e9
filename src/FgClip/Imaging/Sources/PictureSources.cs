namespace FgClip.Imaging.Sources;

/// <summary>
/// Reads pictures as callers name them: a path (~ and relative ones too), a file URI, a data URI, bare base64, or a URI
/// that a resolver knows. Thread-safe.
/// </summary>
/// <param name="options">Roots and limits.</param>
/// <param name="resources">Bytes of a URI of the host's own, null where it knows none such; null for no resolver.</param>
public sealed class PictureSources(PictureSourceOptions options, Func<string, byte[]?>? resources = null)
{
    /// <summary>Shorter texts are names of files, not encoded pictures: the smallest GIF has 35 bytes.</summary>
    private const int ShortestBase64 = 40;

    private readonly PathGuard _guard = new(options.Roots);

    /// <summary>Fetches what <paramref name="sources"/> name by URL, where that is allowed, for <see cref="Read"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public Task<DownloadedPictures> FetchAsync(IEnumerable<string> sources, CancellationToken cancellation = default) =>
        options.Download is { } download
            ? DownloadedPictures.FetchAsync(download, sources, options.Limits, cancellation)
            : Task.FromResult(DownloadedPictures.None);

    /// <summary>Reads and decodes one picture.</summary>
    /// <param name="source">How the caller names it.</param>
    /// <param name="orientation">Whether an EXIF orientation turns the pixels.</param>
    /// <param name="downloads">What was fetched for this request; null for nothing.</param>
    /// <exception cref="FgClipException">The picture cannot be found, is not allowed or cannot be decoded.</exception>
    public Picture Read(string source, OrientationPolicy orientation = OrientationPolicy.Ignore, DownloadedPictures? downloads = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (string.IsNullOrWhiteSpace(source))
        {
            throw new FgClipException(FgClipErrorKind.Argument, "image is empty", remedy: "Give a path, a file or data URI, or base64.");
        }

        if (StartsWith(source, "data:")) return DecodeDataUri(source, orientation);
        if (PictureDownload.IsUrl(source))
        {
            var fetched = downloads?.Find(source) ?? throw new FgClipException(
                FgClipErrorKind.Picture,
                "URLs are not fetched",
                Shorten(source),
                remedy: "Save the picture to a file and give its path, give its bytes as base64, or have the server started with --allow-urls.");
            return PictureReader.Decode(fetched, Shorten(source), options.Limits, orientation);
        }

        if (StartsWith(source, "file:")) return ReadFile(PathOf(source), orientation);
        if (source.Contains("://", StringComparison.Ordinal)) return ReadResource(source, orientation);

        // Where paths are not read, nothing is looked up either: answers would tell which files there are.
        if (source.Length >= ShortestBase64 && !(options.AllowPaths && _guard.IsFile(source)) && TryBase64(source) is { } bytes)
        {
            return PictureReader.Decode(bytes, "base64 picture", options.Limits, orientation);
        }

        return ReadFile(source, orientation);
    }

    private Picture ReadFile(string path, OrientationPolicy orientation)
    {
        if (!options.AllowPaths)
        {
            throw new FgClipException(
                FgClipErrorKind.Picture,
                "paths are not read by this server",
                remedy: "Give the picture's bytes as a data URI or base64. Whoever runs the server can offer folders with --root.");
        }

        var real = _guard.Check(path);

        // Where roots confine callers, it is not told either where these lie.
        var name = options.Roots.Count > 0 ? path : null;
        var bytes = PictureFile.ReadAll(real, options.Limits, name, file => _guard.CheckOpened(file, real));
        return PictureReader.Decode(bytes, name ?? real, options.Limits, orientation);
    }

    private Picture ReadResource(string uri, OrientationPolicy orientation)
    {
        var bytes = resources?.Invoke(uri) ?? throw new FgClipException(
            FgClipErrorKind.Picture,
            "no picture has this URI",
            Shorten(uri),
            remedy: "Give a path, a file or data URI, base64, or a URI that this server handed out and still keeps.");
        return PictureReader.Decode(bytes, uri, options.Limits, orientation);
    }

    // data:[media type][;base64],payload
    private Picture DecodeDataUri(string uri, OrientationPolicy orientation)
    {
        var comma = uri.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0 || !uri.AsSpan(0, comma).EndsWith(";base64", StringComparison.OrdinalIgnoreCase))
        {
            throw new FgClipException(
                FgClipErrorKind.Picture, "data URI is malformed", Shorten(uri), "data:image/…;base64,… with the picture's bytes");
        }

        var payload = uri[(comma + 1)..];
        if (payload.Contains('%', StringComparison.Ordinal)) payload = Uri.UnescapeDataString(payload);
        return PictureReader.Decode(
            TryBase64(payload) ?? throw new FgClipException(
                FgClipErrorKind.Picture, "data URI is not base64", Shorten(uri), "letters, digits, +, / and = at the end"),
            "data URI",
            options.Limits,
            orientation);
    }

    private byte[]? TryBase64(string text)
    {
        var compact = text.AsSpan().ContainsAny(" \r\n\t") ? string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))) : text;
        options.Limits.CheckBytes("base64 picture", compact.Length / 4L * 3);
        var standard = compact.Replace('-', '+').Replace('_', '/'); // the URL-safe alphabet
        standard = standard.PadRight((standard.Length + 3) / 4 * 4, '=');
        var bytes = new byte[standard.Length / 4 * 3];
        return Convert.TryFromBase64String(standard, bytes, out var length) ? bytes[..length] : null;
    }

    private static string PathOf(string uri)
    {
        if (Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.IsFile)
        {
            if (!parsed.IsUnc) return parsed.LocalPath;
            if (parsed.Host == "localhost") return new Uri("file://" + parsed.AbsolutePath).LocalPath;
            if (OperatingSystem.IsWindows()) return parsed.LocalPath;
            throw new FgClipException(
                FgClipErrorKind.Picture, "the file URI names another machine", Shorten(uri), "file:///folder/picture.jpg", $"the machine {parsed.Host}");
        }

        throw new FgClipException(FgClipErrorKind.Picture, "file URI is malformed", Shorten(uri), "file:///folder/picture.jpg");
    }

    private static bool StartsWith(string source, string scheme) => source.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);

    // Data URIs can be megabytes; messages show their start.
    private static string Shorten(string source) => source.Length <= 80 ? source : source[..77] + "...";
}
