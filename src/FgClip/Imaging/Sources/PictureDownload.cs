using System.Net;
using System.Net.Sockets;

namespace FgClip.Imaging.Sources;

/// <summary>
/// Fetches pictures from <c>https</c> URLs of public addresses, within limits of size, time and redirects. Thread-safe.
/// </summary>
public sealed class PictureDownload : IDisposable
{
    /// <summary>Redirects followed for one picture at most.</summary>
    public const int MaxRedirects = 5;

    /// <summary>Downloads at once at most; others wait.</summary>
    public const int MaxAtOnce = 8;

    private readonly PictureLimits _limits;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;
    private readonly SemaphoreSlim _turns = new(MaxAtOnce);

    /// <param name="limits">What a picture may cost; null for <see cref="PictureLimits.Default"/>.</param>
    /// <param name="time">The clock of the time limit; null for the system's.</param>
    public PictureDownload(PictureLimits? limits = null, TimeProvider? time = null)
        : this(limits ?? PictureLimits.Default, time ?? TimeProvider.System, new GuardedConnection())
    {
    }

    internal PictureDownload(PictureLimits limits, TimeProvider time, GuardedConnection connection)
    {
        (_limits, _time) = (limits, time);
        _client = new HttpClient(connection.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("fgclip");
        _client.DefaultRequestHeaders.Accept.ParseAdd("image/*");
    }

    /// <summary>How long one download may take, waiting for the server included.</summary>
    public static TimeSpan TimeLimit { get; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether a source is a URL rather than a path or the picture itself.</summary>
    public static bool IsUrl(string source) =>
        source.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || source.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The bytes at a URL.</summary>
    /// <exception cref="FgClipException">It is not https, leads to no public address, or is beyond a limit.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<byte[]> GetAsync(string url, CancellationToken cancellation = default)
    {
        await _turns.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            using var limit = new CancellationTokenSource(TimeLimit, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            try
            {
                return await FollowAsync(Parse(url), either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                throw Failure(url, "the picture took too long to fetch", $"at most {TimeLimit.TotalSeconds} seconds");
            }
            catch (Exception error) when (error is HttpRequestException or IOException or SocketException)
            {
                throw error.GetBaseException() is NotPublicException ? NotAllowed(url) : Failure(url, "the picture cannot be fetched", got: Reason(error));
            }
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _turns.Dispose();
    }

    private async Task<byte[]> FollowAsync(Uri url, CancellationToken cancellation)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if (response.Headers.Location is { } location && (int)response.StatusCode is 301 or 302 or 303 or 307 or 308)
            {
                if (redirects == MaxRedirects) throw Failure(url.OriginalString, "the URL redirects too often", $"at most {MaxRedirects} redirects");
                url = Parse(new Uri(url, location).AbsoluteUri);
                continue;
            }

            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw Failure(url.OriginalString, "the picture cannot be fetched", got: $"status {(int)response.StatusCode}");
            }

            return await ReadAsync(url, response.Content, cancellation).ConfigureAwait(false);
        }
    }

    // Counted as it arrives: what a server says about the length may be missing or wrong.
    private async Task<byte[]> ReadAsync(Uri url, HttpContent content, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength is { } length) _limits.CheckBytes(Shorten(url.OriginalString), length);
        using var bytes = new MemoryStream();
        var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var chunk = new byte[65536];
            for (int count; (count = await stream.ReadAsync(chunk, cancellation).ConfigureAwait(false)) > 0;)
            {
                _limits.CheckBytes(Shorten(url.OriginalString), bytes.Length + count);
                bytes.Write(chunk, 0, count);
            }
        }

        return bytes.ToArray();
    }

    private static Uri Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)) throw Failure(text, "the URL is malformed", "https://host/picture.jpg");
        if (url.Scheme != Uri.UriSchemeHttps) throw Failure(text, "only https URLs are fetched", got: url.Scheme);
        if (url.UserInfo.Length > 0) throw Failure(text, "a URL with a user name or password is not fetched");
        return url;
    }

    private static FgClipException NotAllowed(string url) => Failure(url, "the URL leads to an address that is not public");

    private static FgClipException Failure(string url, string what, string? expected = null, string? got = null) => new(
        FgClipErrorKind.Picture, what, Shorten(url), expected, got, "Save the picture to a file and give its path, or give its bytes as base64.");

    // Not the system's own words: they would tell what listens where.
    private static string Reason(Exception error) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the name is unknown",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } => "the name is unknown",
        _ => "the connection failed",
    };

    // A query may hold a signature.
    private static string Shorten(string url)
    {
        var shown = url.Split('?', '#')[0];
        return shown.Length <= 80 ? shown : shown[..77] + "...";
    }
}
