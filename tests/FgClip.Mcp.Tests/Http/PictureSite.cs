using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FgClip.Imaging.Sources;
using FgClip.Mcp.Tests.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FgClip.Mcp.Tests.Http;

/// <summary>
/// A web site of pictures on this machine that a download takes for a public one: names are resolved as the test says, and
/// connections to public addresses are led here.
/// </summary>
internal sealed class PictureSite : IAsyncDisposable
{
    public const string PublicAddress = "93.184.215.14";

    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;
    private readonly int _port;

    private PictureSite(WebApplication app, X509Certificate2 certificate) =>
        (_app, _certificate, _port) = (app, certificate, new Uri(app.Urls.Single()).Port);

    /// <summary>Which addresses a name has; each look takes the next list, the last one stays.</summary>
    public ConcurrentDictionary<string, Queue<string[]>> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where connections were made to.</summary>
    public ConcurrentQueue<IPEndPoint> Connections { get; } = [];

    /// <summary>Names of the headers that requests had.</summary>
    public ConcurrentQueue<string> Headers { get; } = [];

    /// <summary>Ends what <c>/slow</c> waits for.</summary>
    public CancellationTokenSource End { get; } = new();

    /// <summary>What a download connects with.</summary>
    public GuardedConnection Connection => new()
    {
        Resolve = ResolveAsync,
        Connect = ConnectAsync,
        Trust = (_, certificate, _, _) => certificate?.GetCertHashString() == _certificate.GetCertHashString(),
    };

    public static async Task<PictureSite> StartAsync()
    {
        var certificate = CreateCertificate();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        PictureSite? site = null;
        app.Use(async (context, next) =>
        {
            foreach (var name in context.Request.Headers.Keys) site!.Headers.Enqueue(name);
            context.Response.Headers.SetCookie = "visitor=1";
            await next(context);
        });
        app.UseRouting();
        app.MapGet("/scene.jpg", context => context.Response.SendFileAsync(ToolExample.Scene));
        app.MapGet("/once.jpg", context =>
        {
            context.Response.Headers.Connection = "close";
            return context.Response.SendFileAsync(ToolExample.Scene);
        });
        app.MapGet("/to", context =>
        {
            context.Response.Redirect(context.Request.Query["url"]!);
            return Task.CompletedTask;
        });
        app.MapGet("/around", context =>
        {
            context.Response.Redirect("/around");
            return Task.CompletedTask;
        });
        app.MapGet("/large", async context =>
        {
            // Without a length; ends when the client goes away.
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(new byte[10_000], context.RequestAborted);
        });
        app.MapGet("/compressed", async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var body = new GZipStream(context.Response.Body, CompressionLevel.Optimal);
            for (var i = 0; i < 100; i++) await body.WriteAsync(new byte[100_000], context.RequestAborted);
        });
        app.MapGet("/claims", context =>
        {
            context.Response.ContentLength = 1_000_000_000;
            return context.Response.Body.FlushAsync();
        });
        app.MapGet("/slow", async context =>
        {
            await context.Response.Body.WriteAsync("GIF8"u8.ToArray(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(site!.End.Token, context.RequestAborted);
            await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        await app.StartAsync();
        return site = new PictureSite(app, certificate);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await End.CancelAsync();
        await _app.DisposeAsync();
        End.Dispose();
        _certificate.Dispose();
    }

    private Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellation)
    {
        if (!Names.TryGetValue(name, out var answers)) return Dns.GetHostAddressesAsync(name, cancellation);
        return Task.FromResult<IPAddress[]>([.. (answers.Count > 1 ? answers.Dequeue() : answers.Peek()).Select(IPAddress.Parse)]);
    }

    private async Task<Stream> ConnectAsync(IPEndPoint target, CancellationToken cancellation)
    {
        Connections.Enqueue(target);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _port, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=pictures.example.org", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
