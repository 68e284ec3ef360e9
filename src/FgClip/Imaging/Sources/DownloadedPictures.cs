namespace FgClip.Imaging.Sources;

/// <summary>
/// The pictures that one request names by URL, fetched before the request is answered: reading pictures is synchronous,
/// waiting for another machine must not be. Each has its bytes or its error.
/// </summary>
public sealed class DownloadedPictures
{
    /// <summary>Bytes of all pictures of one request together, as multiples of the largest single one.</summary>
    private const int MaxPictures = 4;

    private readonly Dictionary<string, Task<byte[]>> _pictures = [];

    private DownloadedPictures()
    {
    }

    /// <summary>Nothing was fetched.</summary>
    public static DownloadedPictures None { get; } = new();

    /// <summary>Fetches the URLs among <paramref name="sources"/>, each once, one after the other.</summary>
    /// <param name="download">How.</param>
    /// <param name="sources">What a request names: URLs and anything else.</param>
    /// <param name="limits">What a picture may cost; all together at most four times its bytes.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<DownloadedPictures> FetchAsync(
        PictureDownload download, IEnumerable<string> sources, PictureLimits limits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(download);
        ArgumentNullException.ThrowIfNull(limits);
        var pictures = new DownloadedPictures();
        var left = MaxPictures * limits.MaxBytes;
        foreach (var source in sources.Where(PictureDownload.IsUrl).Distinct())
        {
            var picture = left <= 0 ? Task.FromException<byte[]>(TooMany()) : download.GetAsync(source, cancellation);
            await ((Task)picture).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
            if (picture.IsCompletedSuccessfully) left -= (await picture.ConfigureAwait(false)).Length;
            pictures._pictures[source] = picture;
        }

        return pictures;
    }

    /// <summary>The bytes of a URL; null where it was not fetched.</summary>
    /// <exception cref="FgClipException">It could not be fetched.</exception>
    internal byte[]? Find(string url) => _pictures.TryGetValue(url, out var picture) ? picture.GetAwaiter().GetResult() : null;

    private static FgClipException TooMany() => new(
        FgClipErrorKind.Picture, "the pictures of this request are too large together", remedy: "Name fewer URLs in one request.");
}
