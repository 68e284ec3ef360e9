using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FgClip.Mcp.Hosting.Http;

/// <summary>The address that a server listens on, written as a URL.</summary>
internal static class ListenAddress
{
    /// <summary>Reads <c>http://ADDRESS:PORT</c>.</summary>
    /// <exception cref="FgClipException">It is something else.</exception>
    public static Uri Parse(string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.PathAndQuery == "/" && url.UserInfo.Length == 0
            && url.Fragment.Length == 0 && (url.Host == "localhost" || IPAddress.TryParse(url.Host, out _)))
        {
            return url;
        }

        throw new FgClipException(
            FgClipErrorKind.Argument,
            "--url is wrong",
            expected: "http://ADDRESS:PORT with localhost or an IP address; 0.0.0.0 and [::] are every address",
            got: text,
            remedy: url?.Scheme == Uri.UriSchemeHttps ? "Let a proxy in front speak TLS; docs/serve.md shows how." : null);
    }

    /// <summary>Whether a name or address leads to this machine only.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Whether an address stands for all addresses of the machine.</summary>
    public static bool IsAny(string host) =>
        IPAddress.TryParse(host, out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

    /// <summary>Makes the server listen there.</summary>
    public static void Bind(KestrelServerOptions kestrel, Uri url)
    {
        // The name localhost would be two addresses, which cannot share a port chosen by the system.
        if (url.Host == "localhost") kestrel.Listen(IPAddress.Loopback, url.Port);
        else if (IsAny(url.Host)) kestrel.ListenAnyIP(url.Port);
        else kestrel.Listen(IPAddress.Parse(url.Host), url.Port);
    }
}
