using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace FgClip.Checkpoints.Hub;

/// <summary>
/// Speaks a hub's protocol: what a revision holds, what a file is, and ranges of its bytes. It follows redirects itself,
/// because the token must not leave the endpoint's host. Every failure is a <see cref="HubFailure"/>. Thread-safe.
/// </summary>
internal sealed class HubClient : IDisposable
{
    private const int MostRedirects = 8;
    private const int LongestListing = 32_000_000;

    private readonly HubOptions _options;
    private readonly HubFailures _failures;
    private readonly HttpClient _http;

    public HubClient(HubOptions options)
    {
        _options = options;
        _failures = new HubFailures(options);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.AnswerTimeout,
            MaxConnectionsPerServer = 32,
            UseCookies = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan, // each wait has its own limit
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("fgclip", typeof(HubClient).Assembly.GetName().Version?.ToString(3)));
        // A compressed answer has neither the length nor the ranges of the file.
        _http.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
    }

    /// <summary>The commit that a revision means, and its files.</summary>
    public async Task<HubRepository> GetRepositoryAsync(HubModelId id, string revision, CancellationToken cancellation)
    {
        var uri = At($"api/models/{id}/revision/{Uri.EscapeDataString(revision)}?blobs=true");
        using var response = await SendAsync(HttpMethod.Get, uri, null, static _ => false, cancellation).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode) throw _failures.OfResponse(response, id, revision, null);

        return ReadListing(await ReadAllAsync(response, uri, cancellation).ConfigureAwait(false), uri);
    }

    /// <summary>What a file of a commit is, without its content.</summary>
    public async Task<HubFile> GetFileAsync(HubModelId id, string commit, string name, string? sha256, CancellationToken cancellation)
    {
        var uri = FileUri(id, commit, name);
        using var response = await SendAsync(HttpMethod.Head, uri, null, IsDescribed, cancellation).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode && !IsDescribed(response)) throw _failures.OfResponse(response, id, commit, name);

        if (HubFailures.Header(response, "X-Repo-Commit") is { } other && other != commit)
        {
            throw HubFailures.Wrong("the hub answers for another commit", uri, commit, CheckpointError.Quote(other), "Run the same command again.");
        }

        var etag = ETagOf(response);
        if (etag is null || etag.Length > 128 || !etag.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw HubFailures.Wrong(
                $"{name} has no usable ETag", uri, "a hash", etag is null ? "none" : CheckpointError.Quote(etag), "Check that HF_ENDPOINT is a Hugging Face hub or a mirror of one.");
        }

        var bytes = long.TryParse(HubFailures.Header(response, "X-Linked-Size"), NumberStyles.None, CultureInfo.InvariantCulture, out var linked)
            ? linked
            : IsRedirect(response) ? null : response.Content.Headers.ContentLength;
        return bytes is { } length
            ? new HubFile(name, etag, length, sha256)
            : throw HubFailures.Wrong($"{name} has no length", uri, "X-Linked-Size or Content-Length", "neither", "Check that HF_ENDPOINT is a Hugging Face hub or a mirror of one.");
    }

    /// <summary>Opens a file from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    /// <returns>The body; a server without ranges starts at 0 whatever was asked.</returns>
    public async Task<HubBody> OpenAsync(HubModelId id, string commit, HubFile file, long start, long end, CancellationToken cancellation)
    {
        var uri = FileUri(id, commit, file.Name);
        var isPart = start > 0 || end < file.Bytes;
        var response = await SendAsync(
            HttpMethod.Get, uri, isPart ? new RangeHeaderValue(start, end - 1) : null, static _ => false, cancellation, CheckSame).ConfigureAwait(false);
        try
        {
            var length = response.Content.Headers.ContentLength;
            switch (response.StatusCode)
            {
                case HttpStatusCode.OK when length is null || length == file.Bytes:
                    start = 0;
                    break;

                case HttpStatusCode.PartialContent when isPart && response.Content.Headers.ContentRange is { } range
                    && range.From == start && range.To < end && (range.Length is null || range.Length == file.Bytes):
                    break;

                case HttpStatusCode.OK or HttpStatusCode.PartialContent:
                    throw HubFailures.Wrong(
                        $"{file.Name} has another length than announced",
                        response.RequestMessage!.RequestUri!,
                        $"{file.Bytes} bytes, {start} to {end - 1} of them",
                        response.Content.Headers.ContentRange?.ToString() ?? $"{length} bytes",
                        "Run the same command again; if it stays so, a proxy or mirror changes files: try without it.");

                case HttpStatusCode.RequestedRangeNotSatisfiable:
                    throw HubFailures.Wrong(
                        $"{file.Name} is shorter than announced", uri, $"{file.Bytes} bytes", $"no bytes from {start}", "Run the same command again.");

                default:
                    throw _failures.OfResponse(response, id, commit, file.Name);
            }

            return new HubBody(response, start, _options.StallTimeout, _failures);
        }
        catch
        {
            response.Dispose();
            throw;
        }

        // The hub's own answers name the content; those of the host that it redirects to have identities of their own.
        void CheckSame(HttpResponseMessage answer)
        {
            if (HubFailures.Header(answer, "X-Linked-Etag") is null && !(answer.IsSuccessStatusCode && IsEndpoint(answer.RequestMessage!.RequestUri!))) return;

            var etag = ETagOf(answer);
            if (etag is null || etag == file.ETag) return;
            throw HubFailures.Wrong(
                $"{file.Name} changed while it was fetched", uri, file.ETag, CheckpointError.Quote(etag), "Run the same command again.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static bool IsRedirect(HttpResponseMessage response) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308;

    private static bool IsDescribed(HttpResponseMessage response) =>
        IsRedirect(response) && HubFailures.Header(response, "X-Linked-Etag") is not null;

    private static string? ETagOf(HttpResponseMessage response)
    {
        var text = HubFailures.Header(response, "X-Linked-Etag") ?? HubFailures.Header(response, "ETag");
        if (text?.StartsWith("W/", StringComparison.Ordinal) == true) text = text[2..];
        return text?.Trim('"') is { Length: > 0 } etag ? etag : null;
    }

    private static HubRepository ReadListing(byte[] json, Uri uri)
    {
        try
        {
            var root = JsonElement.Parse(json);
            var commit = root.GetProperty("sha").GetString();
            if (commit is null || !HubRevision.IsCommit(commit)) throw new JsonException("'sha' is no commit");
            var files = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var file in root.GetProperty("siblings").EnumerateArray())
            {
                var sha256 = file.TryGetProperty("lfs", out var lfs) && lfs.ValueKind == JsonValueKind.Object
                    && lfs.TryGetProperty("sha256", out var hash) ? hash.GetString() : null;
                files[file.GetProperty("rfilename").GetString()!] = sha256 is { Length: 64 } && BlobHash.IsHash(sha256) ? sha256 : null;
            }

            return new HubRepository(commit, files);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentNullException)
        {
            throw HubFailures.Wrong(
                "the answer is not a hub's", uri, "a listing with 'sha' and 'siblings'", CheckpointFileReader.TrimEnd(error.Message), "Check that HF_ENDPOINT is a Hugging Face hub or a mirror of one; a login page of the network looks like this too.");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, Uri uri, RangeHeaderValue? range, Func<HttpResponseMessage, bool> isEnough, CancellationToken cancellation, Action<HttpResponseMessage>? check = null)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(method, uri);
            request.Headers.Range = range;
            if (_options.Token is { } token && IsEndpoint(uri)) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);

            var response = await AnswerAsync(request, cancellation).ConfigureAwait(false);
            try
            {
                check?.Invoke(response);
                if (!IsRedirect(response) || isEnough(response)) return response;

                var target = response.Headers.Location is { } location ? new Uri(uri, location) : null;
                if (target is null || redirects >= MostRedirects || (target.Scheme != Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttp))
                {
                    throw HubFailures.Wrong(
                        "the hub redirects to nowhere", uri, $"at most {MostRedirects} redirects to web addresses", target is null ? "no address" : HubFailures.Authority(target), "Check HF_ENDPOINT; try again later.");
                }

                uri = target;
            }
            catch
            {
                response.Dispose();
                throw;
            }

            response.Dispose();
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var uri = request.RequestUri!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_options.AnswerTimeout);
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw HubFailures.Silence(uri, _options.AnswerTimeout);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw _failures.OfTransport(error, uri);
        }
    }

    private async Task<byte[]> ReadAllAsync(HttpResponseMessage response, Uri uri, CancellationToken cancellation)
    {
        using var body = new HubBody(response, 0, _options.StallTimeout, _failures);
        using var all = new MemoryStream();
        var buffer = new byte[64 << 10];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            all.Write(buffer, 0, read);
            if (all.Length > LongestListing)
            {
                throw HubFailures.Wrong("the answer is too long", uri, $"at most {LongestListing} bytes", null, "Check HF_ENDPOINT.");
            }
        }

        return all.ToArray();
    }

    private bool IsEndpoint(Uri uri) =>
        Uri.Compare(uri, _options.Endpoint, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private Uri FileUri(HubModelId id, string commit, string name) => At($"{id}/resolve/{commit}/{Uri.EscapeDataString(name)}");

    private Uri At(string path) => new($"{_options.Endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
}
