using FgClip.Imaging;
using FgClip.Imaging.Sources;
using FgClip.Mcp.Hosting.Configuration;
using FgClip.Mcp.Resources.Embeddings;
using FgClip.Mcp.Tools;
using Microsoft.Extensions.Logging;

namespace FgClip.Mcp.Hosting.Http;

/// <summary>What the HTTP host is told, checked for contradictions.</summary>
internal sealed record HttpHostOptions
{
    /// <summary>Where to listen; the port may be 0 for any free one.</summary>
    public required Uri Url { get; init; }

    /// <summary>The path under which a proxy offers the server: empty, or with a slash at its start and none at its end.</summary>
    public string PathBase { get; init; } = "";

    /// <summary>Values of the Host header that are answered, without port.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>Origins of web pages that may call, besides the server's own.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    public BearerTokens Tokens { get; init; } = new([]);

    public PictureSourceOptions Pictures { get; init; } = new() { AllowPaths = false };

    /// <summary>What is offered.</summary>
    public ServerFeatures Features { get; init; } = new();

    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    public long MaxRequestBytes { get; init; } = 33_554_432;

    public int RequestsPerMinute { get; init; } = 6000;

    public int MaxCalls { get; init; } = 64;

    public int MaxConnections { get; init; } = 1000;

    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether the fixtures of the conformance suite are served too.</summary>
    public bool ConformanceFixtures { get; init; }

    /// <summary>Checks the settings against each other.</summary>
    /// <param name="settings">Of <see cref="ServeSettings"/>.</param>
    /// <param name="warn">Told what is allowed but doubtful.</param>
    /// <exception cref="FgClipException">A setting is wrong, or the server would be open to the network.</exception>
    public static HttpHostOptions Of(ResolvedSettings settings, Action<string> warn)
    {
        var url = ListenAddress.Parse(settings.Text(ServeSettings.Url)!);
        var hosts = settings.Texts(ServeSettings.AllowHost);
        var tokens = ReadTokens(settings, warn);
        if (!tokens.Required) CheckIsLocal(url, hosts);

        var roots = settings.Texts(ServeSettings.Root);
        if (roots.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing)
        {
            throw new FgClipException(FgClipErrorKind.Argument, "--root is not a folder", expected: "a folder that exists", got: missing);
        }

        return new HttpHostOptions
        {
            Url = url,
            PathBase = ReadPathBase(settings.Text(ServeSettings.PathBase)),
            Hosts = hosts.Count > 0 ? [.. hosts.Select(CheckHost)] : DefaultHosts(url),
            Origins = [.. settings.Texts(ServeSettings.AllowOrigin).Select(CheckOrigin)],
            Tokens = tokens,
            Pictures = new PictureSourceOptions
            {
                Roots = roots,
                AllowPaths = roots.Count > 0,
                Limits = new PictureLimits
                {
                    MaxPixels = settings.Number(ServeSettings.MaxMegapixels)!.Value * 1_000_000L,
                    MaxBytes = settings.Number(ServeSettings.MaxMegabytes)!.Value * 1_000_000L,
                },
                Download = settings.Flag(ServeSettings.AllowUrls) ? new PictureDownload() : null,
            },
            Features = FeaturesOf(settings),
            LogLevel = Enum.Parse<LogLevel>(settings.Text(ServeSettings.LogLevel)!),
            MaxRequestBytes = settings.Number(ServeSettings.MaxRequestBytes)!.Value,
            RequestsPerMinute = settings.Number(ServeSettings.RateLimit)!.Value,
            MaxCalls = settings.Number(ServeSettings.MaxCalls)!.Value,
            MaxConnections = settings.Number(ServeSettings.MaxConnections)!.Value,
            ShutdownTimeout = TimeSpan.FromSeconds(settings.Number(ServeSettings.ShutdownSeconds)!.Value),
        };
    }

    private static ServerFeatures FeaturesOf(ResolvedSettings settings) => new()
    {
        Tools = ToolSelection.Parse(settings.Texts(ServeSettings.Tools) is { Count: > 0 } names ? string.Join(',', names) : null),
        Store = new EmbeddingStoreOptions { Folder = settings.Text(ServeSettings.Data), ReadOnly = settings.Flag(ServeSettings.ReadOnly) },
    };

    private static BearerTokens ReadTokens(ResolvedSettings settings, Action<string> warn) => new(
        [.. settings.Texts(ServeSettings.Token), .. settings.Text(ServeSettings.TokenFile) is { } file ? BearerTokens.ReadFile(file, warn) : []]);

    // A foreign name among the hosts means a proxy that passes the network's requests on.
    private static void CheckIsLocal(Uri url, IReadOnlyList<string> hosts)
    {
        if (ListenAddress.IsLoopback(url.Host) && hosts.All(ListenAddress.IsLoopback)) return;
        throw new FgClipException(
            FgClipErrorKind.Argument,
            "without a token the server listens on and answers to loopback addresses only",
            got: string.Join(", ", hosts.Prepend(url.GetLeftPart(UriPartial.Authority))),
            remedy: $"Set {ServeSettings.Token.Variable} or --token-file; make a token with: openssl rand -base64 32");
    }

    private static IReadOnlyList<string> DefaultHosts(Uri url)
    {
        if (ListenAddress.IsLoopback(url.Host)) return [.. new[] { "localhost", "127.0.0.1", "[::1]", url.Host }.Distinct()];
        if (!ListenAddress.IsAny(url.Host)) return [url.Host];
        throw new FgClipException(
            FgClipErrorKind.Argument,
            $"{url.Host} is every address of this machine: it must be said which Host headers are answered",
            remedy: "Name them with --allow-host, such as --allow-host vision.example.org.");
    }

    private static string ReadPathBase(string? path)
    {
        var trimmed = (path ?? "").TrimEnd('/');
        if (trimmed.Length == 0 || (trimmed[0] == '/' && Uri.TryCreate("http://host" + trimmed, UriKind.Absolute, out var uri) && uri.AbsolutePath == trimmed)) return trimmed;
        throw new FgClipException(FgClipErrorKind.Argument, "--path-base is wrong", expected: "a path such as /fgclip", got: path);
    }

    private static string CheckHost(string host)
    {
        if (Uri.CheckHostName(host.Trim('[', ']')) != UriHostNameType.Unknown) return host;
        throw new FgClipException(
            FgClipErrorKind.Argument, "--allow-host is wrong", expected: "a name or address without a port, such as vision.example.org", got: host);
    }

    private static string CheckOrigin(string origin)
    {
        if (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri.GetLeftPart(UriPartial.Authority) is var authority && string.Equals(authority, origin, StringComparison.OrdinalIgnoreCase))
        {
            return authority;
        }

        throw new FgClipException(FgClipErrorKind.Argument, "--allow-origin is wrong", expected: "an origin such as https://example.org", got: origin);
    }
}
