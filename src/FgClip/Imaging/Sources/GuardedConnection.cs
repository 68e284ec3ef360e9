using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace FgClip.Imaging.Sources;

/// <summary>
/// Connects to public addresses only. The name is resolved here and the connection goes to the very address that was
/// checked, so that a name which leads elsewhere a moment later gains nothing.
/// </summary>
internal sealed class GuardedConnection
{
    /// <summary>How a name becomes addresses.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>How a connection to a checked address is made.</summary>
    public Func<IPEndPoint, CancellationToken, Task<Stream>> Connect { get; init; } = ConnectAsync;

    /// <summary>Whose certificates are believed; null for those that the system believes.</summary>
    public RemoteCertificateValidationCallback? Trust { get; init; }

    /// <summary>A handler that follows no redirects, uses no proxy, sends no cookies, credentials or traces and connects only here.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null, // the caller's trace and its baggage are no business of the site's
        MaxResponseHeadersLength = 64, // kilobytes
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = (context, cancellation) => new ValueTask<Stream>(OpenAsync(context.DnsEndPoint, cancellation)),
        SslOptions = { RemoteCertificateValidationCallback = Trust },
    };

    private async Task<Stream> OpenAsync(DnsEndPoint target, CancellationToken cancellation)
    {
        IPAddress[] addresses = IPAddress.TryParse(target.Host, out var literal)
            ? [literal]
            : await Resolve(target.Host, cancellation).ConfigureAwait(false);

        // One address that is not public makes the whole name suspect.
        if (addresses.Length == 0 || !addresses.All(PublicAddress.IsPublic)) throw new NotPublicException();

        Exception? failure = null;
        foreach (var address in addresses)
        {
            try
            {
                return await Connect(new IPEndPoint(address, target.Port), cancellation).ConfigureAwait(false);
            }
            catch (Exception error) when (error is SocketException or IOException)
            {
                failure = error;
            }
        }

        throw failure!;
    }

    private static async Task<Stream> ConnectAsync(IPEndPoint target, CancellationToken cancellation)
    {
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
