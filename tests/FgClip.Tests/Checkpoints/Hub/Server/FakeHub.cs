using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FgClip.Tests.Checkpoints.Hub.Server;

/// <summary>
/// A hub on this machine that speaks what Hugging Face's does: listings, HEAD with the hub's headers, redirects of large
/// files to a second host, ranges. Faults are put in by tests.
/// </summary>
internal sealed class FakeHub : IAsyncDisposable
{
    public const string Id = "someone/fg-clip2-scenes";
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private readonly WebApplication _hub;
    private readonly WebApplication _cdn;
    private long _served;

    private FakeHub(WebApplication hub, WebApplication cdn)
    {
        _hub = hub;
        _cdn = cdn;
    }

    public Uri Endpoint => AddressOf(_hub);

    public Uri CdnEndpoint => AddressOf(_cdn);

    public Dictionary<string, FakeFile> Files { get; } = [];

    /// <summary>What branches and tags mean.</summary>
    public Dictionary<string, string> Revisions { get; } = new() { ["main"] = Commit };

    public ConcurrentQueue<FakeRequest> Requests { get; } = [];

    /// <summary>Answers before the hub does; true: answered.</summary>
    public Func<FakeRequest, HttpContext, Task<bool>>? Before { get; set; }

    /// <summary>Bytes that an answer may send before its connection is cut; null: all.</summary>
    public Func<FakeRequest, long?>? Cut { get; set; }

    /// <summary>Whether parts of files are served.</summary>
    public bool KnowsRanges { get; set; } = true;

    /// <summary>Called with all bytes served so far, before each next piece.</summary>
    public Func<long, CancellationToken, Task>? Serving { get; set; }

    /// <summary>Bytes of one piece.</summary>
    public int PieceBytes { get; set; } = 16 << 10;

    /// <summary>Bytes of contents served so far.</summary>
    public long Served => Interlocked.Read(ref _served);

    public static async Task<FakeHub> StartAsync()
    {
        var fake = new FakeHub(NewHost(), NewHost());
        fake._hub.Run(context => fake.AnswerAsync(context, isCdn: false));
        fake._cdn.Run(context => fake.AnswerAsync(context, isCdn: true));
        await fake._hub.StartAsync();
        await fake._cdn.StartAsync();
        return fake;
    }

    public FakeFile Add(string name, byte[] content, bool isLarge = false)
    {
        return Files[name] = new FakeFile(name, content, isLarge);
    }

    /// <summary>The files of a checkpoint's folder.</summary>
    public void AddFolder(string folder)
    {
        foreach (var path in Directory.GetFiles(folder))
        {
            Add(Path.GetFileName(path), File.ReadAllBytes(path), isLarge: path.EndsWith(".safetensors", StringComparison.Ordinal) || path.EndsWith(".model", StringComparison.Ordinal));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        await _cdn.DisposeAsync();
    }

    private static WebApplication NewHost()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        return builder.Build();
    }

    private static Uri AddressOf(WebApplication host) =>
        new(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    private async Task AnswerAsync(HttpContext context, bool isCdn)
    {
        var http = context.Request;
        var request = new FakeRequest(
            isCdn, http.Method, http.Path.Value!, http.Headers.Range, http.Headers.Authorization, http.Headers.UserAgent);
        Requests.Enqueue(request);
        if (Before is { } before && await before(request, context)) return;

        var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (isCdn)
        {
            await SendAsync(request, context, Files.Values.First(file => file.ETag == parts[^1]));
        }
        else if (parts is ["api", "models", _, _, "revision", var revision] && $"{parts[2]}/{parts[3]}" == Id)
        {
            await ListAsync(context, Uri.UnescapeDataString(revision));
        }
        else if (parts is [_, _, "resolve", Commit, var name] && $"{parts[0]}/{parts[1]}" == Id)
        {
            await ResolveAsync(request, context, name);
        }
        else
        {
            context.Response.StatusCode = 401; // so the hub hides whether a repository exists
            context.Response.Headers["X-Error-Code"] = "RepoNotFound";
            context.Response.Headers["X-Error-Message"] = "Invalid username or password.";
        }
    }

    private async Task ListAsync(HttpContext context, string revision)
    {
        if (revision != Commit && !Revisions.ContainsKey(revision))
        {
            context.Response.StatusCode = 404;
            context.Response.Headers["X-Error-Code"] = "RevisionNotFound";
            context.Response.Headers["X-Error-Message"] = $"Invalid rev id: {revision}";
            return;
        }

        var listing = new
        {
            id = Id,
            sha = revision == Commit ? Commit : Revisions[revision],
            @private = false,
            gated = false,
            siblings = Files.Values.Select(file => new
            {
                rfilename = file.Name,
                size = file.Content.Length,
                blobId = FakeFile.GitHash(file.Content),
                lfs = file.IsLarge ? new { sha256 = file.ETag, size = file.Content.Length, pointerSize = 135 } : null,
            }),
        };
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(listing));
    }

    private async Task ResolveAsync(FakeRequest request, HttpContext context, string name)
    {
        var response = context.Response;
        response.Headers["X-Repo-Commit"] = Commit;
        if (!Files.TryGetValue(name, out var file))
        {
            response.StatusCode = 404;
            response.Headers["X-Error-Code"] = "EntryNotFound";
            return;
        }

        if (!file.IsLarge)
        {
            response.Headers.ETag = $"\"{file.ETag}\"";
            await SendAsync(request, context, file);
            return;
        }

        response.StatusCode = 302;
        response.Headers["X-Linked-Etag"] = $"\"{file.ETag}\"";
        response.Headers["X-Linked-Size"] = file.Content.Length.ToString(CultureInfo.InvariantCulture);
        response.Headers.Location = $"{CdnEndpoint.AbsoluteUri}blobs/{file.ETag}?signature=secret";
    }

    private async Task SendAsync(FakeRequest request, HttpContext context, FakeFile file)
    {
        var (response, content) = (context.Response, file.Content);
        int start = 0, end = content.Length;
        if (request.Range is { } range && KnowsRanges)
        {
            var bounds = range["bytes=".Length..].Split('-');
            start = int.Parse(bounds[0], CultureInfo.InvariantCulture);
            end = bounds[1].Length == 0 ? end : Math.Min(end, int.Parse(bounds[1], CultureInfo.InvariantCulture) + 1);
            response.StatusCode = 206;
            response.Headers.ContentRange = $"bytes {start}-{end - 1}/{content.Length}";
        }

        response.ContentLength = end - start;
        if (request.Method == "HEAD") return;

        var cut = Cut?.Invoke(request);
        for (var position = start; position < end;)
        {
            if (Serving is { } serving) await serving(Served, context.RequestAborted);
            var piece = (int)Math.Min(Math.Min(PieceBytes, end - position), cut - (position - start) ?? long.MaxValue);
            if (piece <= 0) return; // less than announced: the server closes the connection

            await response.Body.WriteAsync(content.AsMemory(position, piece), context.RequestAborted);
            await response.Body.FlushAsync(context.RequestAborted);
            Interlocked.Add(ref _served, piece);
            position += piece;
        }
    }
}
