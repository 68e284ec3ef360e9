using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace FgClip.Checkpoints.Hub;

/// <summary>Turns what a hub or the network answers into errors that say what to do.</summary>
internal sealed class HubFailures(HubOptions options)
{
    private const string NewToken = "make a token with read access in the hub's settings and set HF_TOKEN to it";

    private static readonly string[] BadTokenWords = ["credentials", "expired", "access token"];

    /// <summary>The failure that an answer other than success means.</summary>
    /// <param name="response">The answer; only its head is looked at.</param>
    /// <param name="id">The model.</param>
    /// <param name="revision">The revision asked for.</param>
    /// <param name="file">The file asked for; null where it is the repository.</param>
    public HubFailure OfResponse(HttpResponseMessage response, HubModelId id, string revision, string? file)
    {
        var code = Header(response, "X-Error-Code");
        var said = Header(response, "X-Error-Message");
        var where = file is null ? $"{id} at {Host(response)}" : $"{id}: {file} at {Host(response)}";
        var got = $"HTTP {(int)response.StatusCode} {response.ReasonPhrase}{(said is null ? "" : $", {CheckpointError.Quote(said)}")}";

        return (code, response.StatusCode) switch
        {
            ("RevisionNotFound", _) => Final(
                $"the model has no revision {CheckpointError.Quote(revision)}", where, got, "Pass a branch, a tag or a commit that it has with --revision; the default is main."),
            ("EntryNotFound", _) => Final("the repository has no such file", where, got, null),
            ("GatedRepo", _) => Final(
                "access to the model must be granted first",
                where,
                got,
                options.Token is null
                    ? $"Accept its conditions on {PageOf(id)}, then {NewToken}."
                    : $"Accept its conditions on {PageOf(id)} with the account of the {options.Token}."),
            (_, HttpStatusCode.Unauthorized) when IsBadToken(said) => Final(
                $"the hub refused the {options.Token}",
                where,
                got,
                $"It is wrong, expired or withdrawn: {NewToken}, or remove it, for public models need none."),
            ("RepoNotFound", _) or (_, HttpStatusCode.Unauthorized) => Final(
                "the model does not exist, or is private",
                where,
                got,
                options.Token is null
                    ? $"Check the id on {PageOf(id)}. If it is private, {NewToken}."
                    : $"Check the id, and that the account of the {options.Token} may read it."),
            (_, HttpStatusCode.Forbidden) => Final(
                "the hub forbids access",
                where,
                got,
                options.Token is null
                    ? $"If you may read it, {NewToken}."
                    : $"Check that the {options.Token} may read this model: fine-grained tokens list what they may."),
            (_, HttpStatusCode.NotFound or HttpStatusCode.Gone) => Final(
                file is null ? "the model does not exist" : "the file does not exist", where, got, $"Check the id on {PageOf(id)}, and HF_ENDPOINT if it is set."),
            (_, HttpStatusCode.ProxyAuthenticationRequired) => Final(
                "the proxy asks for a name and a password", Proxy() ?? where, got, "Put them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT."),
            (_, HttpStatusCode.TooManyRequests) => Busy("the hub limits how often it may be asked", response, where, got),
            (_, HttpStatusCode.RequestTimeout) or (_, >= HttpStatusCode.InternalServerError) => Busy("the hub has trouble", response, where, got),
            _ => Final("the hub refused", where, got, "Check HF_ENDPOINT and the id; if both are right, try again later."),
        };
    }

    /// <summary>The failure that an exception of the network stack means; all but a wrong proxy or certificate may pass.</summary>
    public HubFailure OfTransport(Exception error, Uri uri)
    {
        var reason = Innermost(error);
        var (what, remedy, isTransient) = (error as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => (
                "the hub's name cannot be resolved", "Check the network; behind a firewall set HTTPS_PROXY, or HF_ENDPOINT to a mirror.", true),
            HttpRequestError.ProxyTunnelError => (
                $"the proxy {Proxy()} did not let us through", "Check HTTPS_PROXY, and NO_PROXY for hosts that need none.", false),
            HttpRequestError.SecureConnectionError => (
                "no secure connection can be made",
                "Check the clock; where a proxy inspects connections, add its certificate to the system's, or name it in SSL_CERT_FILE.",
                false),
            HttpRequestError.ConnectionError => (
                Proxy() is { } proxy ? $"no connection through the proxy {proxy}" : "no connection to the hub",
                Proxy() is null ? "Check the network and HF_ENDPOINT." : "Check HTTPS_PROXY and the network.",
                true),
            _ => ("the connection broke", "Run the same command again: what was fetched is kept.", true),
        };
        return new HubFailure(
            new FgClipException(FgClipErrorKind.Hub, what, Authority(uri), got: CheckpointFileReader.TrimEnd(reason.Message), remedy: remedy, inner: error),
            isTransient);
    }

    /// <summary>The failure of a server that says nothing for too long.</summary>
    public static HubFailure Silence(Uri uri, TimeSpan waited) => new(
        new FgClipException(
            FgClipErrorKind.Hub,
            string.Create(CultureInfo.InvariantCulture, $"nothing came for {waited.TotalSeconds:0.###} s"),
            Authority(uri),
            remedy: "Run the same command again: what was fetched is kept. On slow networks set HF_HUB_DOWNLOAD_TIMEOUT and HF_HUB_ETAG_TIMEOUT to more seconds."),
        isTransient: true);

    /// <summary>An answer that contradicts an earlier one, or the protocol.</summary>
    public static HubFailure Wrong(string what, Uri uri, string? expected, string? got, string remedy, bool isTransient = false) => new(
        new FgClipException(FgClipErrorKind.Hub, what, Authority(uri), expected, got, remedy), isTransient);

    /// <summary>The first value of a header.</summary>
    public static string? Header(HttpResponseMessage response, string name)
    {
        return response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values)
            ? values.FirstOrDefault()
            : null;
    }

    /// <summary>Scheme, host and port: never a query, which may hold a signature, nor a password.</summary>
    public static string Authority(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    private static HubFailure Final(string what, string where, string got, string? remedy) =>
        new(new FgClipException(FgClipErrorKind.Hub, what, where, got: got, remedy: remedy), isTransient: false);

    private static string Host(HttpResponseMessage response) =>
        response.RequestMessage?.RequestUri is { } uri ? Authority(uri) : "the hub";

    private static Exception Innermost(Exception error)
    {
        while (error.InnerException is { } inner) error = inner;
        return error;
    }

    // "Retry-After: 30", or a rate limit's headers: ratelimit: "api";r=0;t=55
    private static TimeSpan? PauseOf(HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.Headers.RetryAfter is { } after) return After(after, now);
        if (Header(response, "RateLimit") is not { } limit || !limit.Contains("r=0", StringComparison.Ordinal)) return null;
        var reset = limit.Split(';').Select(part => part.Trim()).FirstOrDefault(part => part.StartsWith("t=", StringComparison.Ordinal));
        return int.TryParse(reset?[2..], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds + 1)
            : null;
    }

    private static TimeSpan? After(RetryConditionHeaderValue after, DateTimeOffset now)
    {
        var pause = after.Delta ?? after.Date - now;
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    private HubFailure Busy(string what, HttpResponseMessage response, string where, string got)
    {
        var pause = PauseOf(response, options.Time.GetUtcNow());
        var remedy = pause is { } wait
            ? string.Create(CultureInfo.InvariantCulture, $"Run the same command again in {Math.Ceiling(wait.TotalSeconds)} s: what was fetched is kept.")
            : "Run the same command again later: what was fetched is kept.";
        if (response.StatusCode == HttpStatusCode.TooManyRequests && options.Token is null) remedy += " A token in HF_TOKEN raises the limit.";
        return new HubFailure(
            new FgClipException(FgClipErrorKind.Hub, what, where, got: got, remedy: remedy),
            isTransient: pause is null || pause <= options.LongestPause,
            pause);
    }

    // "Invalid credentials in Authorization header", "User Access Token … is expired"
    private bool IsBadToken(string? said) =>
        options.Token is not null && BadTokenWords.Any(word => said?.Contains(word, StringComparison.OrdinalIgnoreCase) == true);

    private string PageOf(HubModelId id) => $"{options.Endpoint.AbsoluteUri.TrimEnd('/')}/{id}";

    private string? Proxy() =>
        HttpClient.DefaultProxy.GetProxy(options.Endpoint) is { } proxy && !HttpClient.DefaultProxy.IsBypassed(options.Endpoint)
            ? Authority(proxy)
            : null;
}
