using System.Net;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Hosting.Forwarding;

/// <summary>A server that <c>fgclip serve</c> started somewhere.</summary>
internal sealed class RunningServer : IDisposable
{
    private readonly Uri _url;
    private readonly string? _token;
    private readonly HttpClient _client;

    /// <param name="url">Its address; without a path, <c>/mcp</c> is meant.</param>
    /// <param name="token">The token to show; null for none.</param>
    /// <exception cref="FgClipException">The address is no http or https URL.</exception>
    public RunningServer(string url, string? token)
    {
        _url = Parse(url);
        _token = token;

        // No time limit: a call may take as long as it takes, and the stream of notifications never ends.
        _client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), UseProxy = !_url.IsLoopback })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Whether a token would cross the network readable by everyone on its way.</summary>
    public bool IsTokenExposed => _token is not null && _url.Scheme == Uri.UriSchemeHttp && !_url.IsLoopback;

    /// <summary>A new connection; nothing is sent before the first message.</summary>
    public Task<ITransport> ConnectAsync(CancellationToken cancellation)
    {
        var options = new HttpClientTransportOptions
        {
            Endpoint = _url,
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = _token is null ? null : new Dictionary<string, string> { ["Authorization"] = $"Bearer {_token}" },
        };
        return new HttpClientTransport(options, _client).ConnectAsync(cancellation);
    }

    /// <summary>What a failed request means, for the host's user.</summary>
    public JsonRpcErrorDetail Explain(Exception error) => error switch
    {
        McpProtocolException answer => new JsonRpcErrorDetail { Code = (int)answer.ErrorCode, Message = answer.Message },
        HttpRequestException { StatusCode: HttpStatusCode.Unauthorized } => Detail(_token is null
            ? "asks for a token: set FGCLIP_TOKEN, or name a file with --token-file."
            : "does not know this token."),
        HttpRequestException { StatusCode: HttpStatusCode.NotFound } => Detail("has no such session or path; it may have been started anew. Connect again."),
        HttpRequestException { StatusCode: HttpStatusCode.TooManyRequests } => Detail("is overloaded. Try again in a few seconds."),
        HttpRequestException { StatusCode: { } status } => Detail($"refused the request with status {(int)status}."),
        HttpRequestException => Detail($"does not answer ({error.GetBaseException().Message.TrimEnd('.')}). Start it with: fgclip serve"),
        _ => Detail($"closed the connection ({error.Message.TrimEnd('.')})."),
    };

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private JsonRpcErrorDetail Detail(string what) => new() { Code = (int)McpErrorCode.InternalError, Message = $"The fgclip server at {_url} {what}" };

    private static Uri Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
        {
            throw new FgClipException(FgClipErrorKind.Argument, "--connect is wrong", expected: "the address of a server, such as http://127.0.0.1:8765", got: text);
        }

        return url.AbsolutePath == "/" ? new Uri(url, "/mcp") : url;
    }
}
