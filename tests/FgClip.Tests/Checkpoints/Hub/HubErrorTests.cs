using FgClip.Checkpoints.Hub;
using FgClip.Tests.Checkpoints.Hub.Server;
using Microsoft.AspNetCore.Http;

namespace FgClip.Tests.Checkpoints.Hub;

public sealed class HubErrorTests : IAsyncLifetime
{
    private static readonly HubToken Token = HubToken.From("hf_secret", "HF_TOKEN")!;

    private readonly TemporaryFolder _folder = new();
    private readonly ImpatientTime _time = new();
    private FakeHub _hub = null!;

    private HubOptions Options => new() { Endpoint = _hub.Endpoint, CacheFolder = _folder.At("hub"), RangeBytes = 300_000, Time = _time };

    public async ValueTask InitializeAsync()
    {
        _hub = await FakeHub.StartAsync();
        _hub.AddFolder(TestData.ScenesModel);
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_model_that_does_not_exist() =>
        await FailsAsync(["someone/else", "does not exist, or is private", "HF_TOKEN"], id: "someone/else");

    [Fact]
    public async Task A_revision_that_does_not_exist() =>
        await FailsAsync(["no revision 'v9'", "--revision"], revision: "v9");

    [Theory]
    [InlineData(null, "Invalid credentials in Authorization header")]
    [InlineData("RepoNotFound", "Invalid credentials in Authorization header")]
    [InlineData(null, "User Access Token \"laptop\" is expired")]
    public async Task An_expired_token(string? code, string message)
    {
        Refuse(401, code, message);

        await FailsAsync(["refused the token from HF_TOKEN", "expired"], Options with { Token = Token });
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_gated_model_whose_listing_is_open(int status)
    {
        _hub.Before = (request, context) => Answer(context, request.Method == "HEAD" ? status : 0, "GatedRepo", "Access to model someone/fg-clip2-scenes is restricted.");

        await FailsAsync(["granted first", "/someone/fg-clip2-scenes", "Accept"]);
    }

    [Fact]
    public async Task A_token_without_the_right()
    {
        Refuse(403, null, "Forbidden");

        await FailsAsync(["forbids", "token from HF_TOKEN", "fine-grained"], Options with { Token = Token });
    }

    [Fact]
    public async Task A_rate_limit_is_waited_for_as_long_as_the_hub_says()
    {
        var refused = false;
        _hub.Before = (_, context) =>
        {
            context.Response.Headers.RetryAfter = "37";
            (var before, refused) = (refused, true);
            return Answer(context, before ? 0 : 429, null, null);
        };

        using var downloader = new HubDownloader(Options);
        await downloader.PullAsync(HubModelId.Parse(FakeHub.Id));

        Assert.Equal([TimeSpan.FromSeconds(37)], _time.Pauses);
    }

    [Fact]
    public async Task A_rate_limit_for_hours_is_an_error_that_says_when()
    {
        _hub.Before = (_, context) =>
        {
            context.Response.Headers["RateLimit"] = "\"api\";r=0;t=7200";
            return Answer(context, 429, null, null);
        };

        await FailsAsync(["429", "7201 s"]);
        Assert.Empty(_time.Pauses);
    }

    [Fact]
    public async Task A_hub_that_stays_down()
    {
        Refuse(502, null, null);

        await FailsAsync(["502", "again"]);
        Assert.Equal([1, 2, 4, 8, 8], _time.Pauses.Select(pause => pause.TotalSeconds));
    }

    [Fact]
    public async Task No_hub_at_all()
    {
        var options = Options; // with a port where soon nobody listens
        await _hub.DisposeAsync();
        _hub = await FakeHub.StartAsync();

        await FailsAsync(["no connection", "HF_ENDPOINT"], options);
    }

    [Fact]
    public async Task A_hub_that_says_nothing()
    {
        _hub.Before = async (_, context) =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };

        await FailsAsync(["nothing came for 0.05 s"], Options with { AnswerTimeout = TimeSpan.FromMilliseconds(50), Retries = 1 });
    }

    [Fact]
    public async Task A_download_that_stands_still()
    {
        _hub.Serving = (served, aborted) => served < 400_000 ? Task.CompletedTask : Task.Delay(Timeout.Infinite, aborted);

        await FailsAsync(["nothing came for 0.05 s", "kept"], Options with { StallTimeout = TimeSpan.FromMilliseconds(50), AnswerTimeout = TimeSpan.FromMilliseconds(50), Retries = 1 });
    }

    [Fact]
    public async Task Content_with_another_hash_is_thrown_away()
    {
        var weights = _hub.Files["model.safetensors"];
        _hub.Serving = (_, _) =>
        {
            weights.Content[1234] ^= 1;
            _hub.Serving = null;
            return Task.CompletedTask;
        };

        await FailsAsync(["model.safetensors", weights.ETag, "proxy"]);
        Assert.False(File.Exists(Path.Combine(Blobs, weights.ETag)));
        Assert.False(File.Exists(PartialBlob.PathOf(Path.Combine(Blobs, weights.ETag))));
        Assert.Throws<FgClipException>(() => ModelNames.FolderOf(FakeHub.Id, Options));
    }

    [Fact]
    public async Task A_small_file_with_another_hash_is_thrown_away()
    {
        _hub.Before = async (request, context) =>
        {
            if (request.Method != "GET" || !request.Path.EndsWith("/config.json", StringComparison.Ordinal)) return false;
            await context.Response.Body.WriteAsync(new byte[_hub.Files["config.json"].Content.Length]);
            return true;
        };

        await FailsAsync(["config.json", "git SHA-1", _hub.Files["config.json"].ETag]);
    }

    [Fact]
    public async Task A_file_that_changes_meanwhile()
    {
        var gets = 0;
        _hub.Before = (request, context) =>
        {
            if (request.IsCdn || request.Method != "GET" || !request.Path.EndsWith("model.safetensors", StringComparison.Ordinal) || ++gets < 2) return Task.FromResult(false);
            context.Response.StatusCode = 302;
            context.Response.Headers["X-Linked-Etag"] = "\"f00\"";
            context.Response.Headers.Location = _hub.CdnEndpoint.AbsoluteUri;
            return Task.FromResult(true);
        };

        await FailsAsync(["model.safetensors changed", "f00"]);
    }

    [Fact]
    public async Task Content_of_another_length()
    {
        _hub.Before = (request, context) =>
        {
            if (!request.IsCdn) return Task.FromResult(false);
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = "bytes 0-9/10";
            context.Response.ContentLength = 10;
            return context.Response.Body.WriteAsync(new byte[10]).AsTask().ContinueWith(_ => true, TaskScheduler.Default);
        };

        await FailsAsync(["another length"]);
    }

    [Fact]
    public async Task A_disk_that_is_too_small_is_noticed_before()
    {
        _hub.Before = (request, context) =>
        {
            if (request.Method != "HEAD" || !request.Path.EndsWith("model.safetensors", StringComparison.Ordinal)) return Task.FromResult(false);
            context.Response.StatusCode = 302;
            context.Response.Headers["X-Linked-Etag"] = "\"f00\"";
            context.Response.Headers["X-Linked-Size"] = "9000000000000000";
            context.Response.Headers.Location = _hub.CdnEndpoint.AbsoluteUri;
            return Task.FromResult(true);
        };

        var error = await FailsAsync(["not enough room", "9000000000.0 MB"]);
        Assert.Equal(FgClipErrorKind.File, error.Kind);
        Assert.DoesNotContain(_hub.Requests, request => request.Path.EndsWith("f00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written()
    {
        await File.WriteAllTextAsync(_folder.At("hub"), "a file where the cache should be");

        var error = await FailsAsync(["cannot be written", "HF_HOME"]);
        Assert.Equal(FgClipErrorKind.File, error.Kind);
    }

    [Fact]
    public async Task Another_kind_of_model_is_refused_before_its_weights()
    {
        _hub.Add("config.json", """{"model_type": "bert", "architectures": ["BertModel"]}"""u8.ToArray());

        var error = await FailsAsync(["not an FG-CLIP checkpoint", "bert"]);
        Assert.Equal(FgClipErrorKind.Checkpoint, error.Kind);
        Assert.DoesNotContain(_hub.Requests, request => request.Path.Contains("safetensors", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Weights_that_are_no_safetensors()
    {
        _hub.Files.Remove("model.safetensors");
        _hub.Add("pytorch_model.bin", [0]);

        await FailsAsync(["no model.safetensors", "pytorch_model.bin", "Transformers"]);
    }

    [Theory]
    [InlineData("<html>log in to the hotel's network</html>")]
    [InlineData("{}")]
    [InlineData("""{"sha": "../../etc", "siblings": []}""")]
    [InlineData("[1]")]
    public async Task An_answer_that_is_no_listing(string answer)
    {
        _hub.Before = async (_, context) =>
        {
            await context.Response.WriteAsync(answer);
            return true;
        };

        await FailsAsync(["not a hub's"]);
    }

    [Theory]
    [InlineData("../../../outside")]
    [InlineData("a/b")]
    [InlineData("")]
    public async Task An_etag_that_would_leave_the_cache(string etag)
    {
        _hub.Before = (request, context) =>
        {
            if (request.Method != "HEAD") return Task.FromResult(false);
            context.Response.Headers.ETag = $"\"{etag}\"";
            context.Response.ContentLength = 3;
            return Task.FromResult(true);
        };

        await FailsAsync(["no usable ETag"]);
    }

    [Fact]
    public async Task Redirects_without_end()
    {
        _hub.Before = (request, context) =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = request.Path;
            return Task.FromResult(true);
        };

        await FailsAsync(["redirects to nowhere"]);
        Assert.Equal(9, _hub.Requests.Count);
    }

    [Fact]
    public async Task No_network_allowed() =>
        await FailsAsync(["HF_HUB_OFFLINE"], Options with { IsOffline = true });

    private string Blobs => _folder.At("hub", "models--someone--fg-clip2-scenes", "blobs");

    private static Task<bool> Answer(HttpContext context, int status, string? code, string? message)
    {
        if (status == 0) return Task.FromResult(false);

        context.Response.StatusCode = status;
        if (code is not null) context.Response.Headers["X-Error-Code"] = code;
        if (message is not null) context.Response.Headers["X-Error-Message"] = message;
        return Task.FromResult(true);
    }

    private void Refuse(int status, string? code, string? message) => _hub.Before = (_, context) => Answer(context, status, code, message);

    private async Task<FgClipException> FailsAsync(string[] parts, HubOptions? options = null, string id = FakeHub.Id, string revision = "main")
    {
        using var downloader = new HubDownloader(options ?? Options);
        var error = await Assert.ThrowsAsync<FgClipException>(() => downloader.PullAsync(HubModelId.Parse(id), revision));

        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("hf_secret", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("signature", error.Message, StringComparison.Ordinal);
        return error;
    }
}
