using System.Net;
using FgClip.Imaging;
using FgClip.Imaging.Sources;
using FgClip.Mcp.Hosting.Http;
using FgClip.Mcp.Tests.Server;

namespace FgClip.Mcp.Tests.Http;

/// <summary>Fetching pictures must not reach what only this machine can reach, nor cost more than its limits.</summary>
public sealed class DownloadTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private PictureSite _site = null!;
    private PictureDownload _download = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await PictureSite.StartAsync();
        _site.Names["pictures.example.org"] = new([[PictureSite.PublicAddress]]);
        _site.Names["internal.example.org"] = new([["10.1.2.3"]]);
        _site.Names["both.example.org"] = new([[PictureSite.PublicAddress, "127.0.0.1"]]);
        _download = new PictureDownload(new PictureLimits { MaxBytes = 2_000_000 }, _time, _site.Connection);
    }

    public async ValueTask DisposeAsync()
    {
        _download.Dispose();
        await _site.DisposeAsync();
    }

    [Theory]
    [InlineData("0.0.0.0", "10.0.0.1", "10.255.255.255", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255")]
    [InlineData("192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255")]
    [InlineData("::", "::1", "fe80::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "100::1", "64:ff9b::a00:1", "64:ff9b:1::1", "2001::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1")]
    [InlineData("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::ffff:0:127.0.0.1")]
    public void Addresses_that_are_not_public_are_known(params string[] addresses) =>
        Assert.All(addresses, address => Assert.False(PublicAddress.IsPublic(IPAddress.Parse(address)), address));

    [Theory]
    [InlineData("1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "198.17.255.255", "198.20.0.0", "223.255.255.255")]
    [InlineData("2606:4700:4700::1111", "2a00:1450:4001::1", "2001:200::1", "2003::1", "::ffff:1.1.1.1")]
    public void Public_addresses_are_known(params string[] addresses) =>
        Assert.All(addresses, address => Assert.True(PublicAddress.IsPublic(IPAddress.Parse(address)), address));

    [Theory]
    [InlineData("https://127.0.0.1/scene.jpg")]
    [InlineData("https://localhost/scene.jpg")]
    [InlineData("https://0/scene.jpg")]
    [InlineData("https://0.0.0.0/scene.jpg")]
    [InlineData("https://[::]/scene.jpg")]
    [InlineData("https://127。0。0。1/scene.jpg")]
    [InlineData("https://017700000001/scene.jpg")]
    [InlineData("https://0x7f.1/scene.jpg")]
    [InlineData("https://2130706433/scene.jpg")]
    [InlineData("https://0177.0.0.1/scene.jpg")]
    [InlineData("https://0x7f000001/scene.jpg")]
    [InlineData("https://127.1/scene.jpg")]
    [InlineData("https://10.0.0.1/scene.jpg")]
    [InlineData("https://192.168.1.1/scene.jpg")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://2852039166/latest/meta-data/")]
    [InlineData("https://[::1]/scene.jpg")]
    [InlineData("https://[::ffff:127.0.0.1]/scene.jpg")]
    [InlineData("https://[::ffff:a9fe:a9fe]/latest/meta-data/")]
    [InlineData("https://[fe80::1]/scene.jpg")]
    [InlineData("https://[fd00:ec2::254]/latest/meta-data/")]
    [InlineData("https://[64:ff9b::7f00:1]/scene.jpg")]
    [InlineData("https://[64:ff9b::a9fe:a9fe]/latest/meta-data/")]
    [InlineData("https://[64:ff9b:1::a9fe:a9fe]/latest/meta-data/")]
    [InlineData("https://[::ffff:0:127.0.0.1]/scene.jpg")]
    [InlineData("https://[fe80::1%25eth0]/scene.jpg")]
    [InlineData("https://[2002:7f00:1::]/scene.jpg")]
    [InlineData("https://internal.example.org/scene.jpg")]
    [InlineData("https://INTERNAL.example.org:8443/scene.jpg")]
    [InlineData("https://both.example.org/scene.jpg")]
    public async Task What_is_not_public_is_refused_before_a_connection_is_made(string url)
    {
        Assert.Contains("not public", await ErrorAsync(url), StringComparison.Ordinal);
        Assert.Empty(_site.Connections);
    }

    [Theory]
    [InlineData("https://127.0.0.1/scene.jpg", "not public")]
    [InlineData("https://2130706433/scene.jpg", "not public")]
    [InlineData("https://[::ffff:169.254.169.254]/", "not public")]
    [InlineData("https://internal.example.org/scene.jpg", "not public")]
    [InlineData("//internal.example.org/scene.jpg", "not public")]
    [InlineData("http://pictures.example.org/scene.jpg", "only https")]
    [InlineData("file:///etc/passwd", "only https")]
    [InlineData("https://user:secret@pictures.example.org/scene.jpg", "user name or password")]
    public async Task A_redirect_to_what_would_be_refused_is_refused(string target, string expected)
    {
        var error = await ErrorAsync($"https://pictures.example.org/to?url={Uri.EscapeDataString(target)}");

        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.All(_site.Connections, connection => Assert.Equal(PictureSite.PublicAddress, connection.Address.ToString()));
    }

    [Fact]
    public async Task A_redirect_to_a_public_address_is_followed_a_few_times()
    {
        var scene = await File.ReadAllBytesAsync(ToolExample.Scene, Cancellation);

        Assert.Equal(scene, await _download.GetAsync("https://pictures.example.org/to?url=/scene.jpg", Cancellation));
        Assert.Contains("redirects too often", await ErrorAsync("https://pictures.example.org/around"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_leads_elsewhere_a_moment_later_gains_nothing()
    {
        _site.Names["rebinding.example.org"] = new([[PictureSite.PublicAddress], ["127.0.0.1"]]);

        await _download.GetAsync("https://rebinding.example.org/once.jpg", Cancellation);
        var error = await ErrorAsync("https://rebinding.example.org/once.jpg");

        Assert.Contains("not public", error, StringComparison.Ordinal);
        Assert.Equal(PictureSite.PublicAddress, Assert.Single(_site.Connections).Address.ToString()); // the address that was checked
    }

    [Theory]
    [InlineData("http://pictures.example.org/scene.jpg", "only https")]
    [InlineData("https://user:secret@pictures.example.org/scene.jpg", "user name or password")]
    [InlineData("https://", "malformed")]
    [InlineData("https://no-such-name.invalid/a.png", "cannot be fetched")]
    [InlineData("https://pictures.example.org/missing.jpg", "status 404")]
    [InlineData("https://pictures.example.org/large", "too large")]
    [InlineData("https://pictures.example.org/claims", "too large")]
    public async Task What_cannot_be_fetched_is_an_error_that_tells_no_secret(string url, string expected)
    {
        var error = await ErrorAsync(url + "?signature=secret");

        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("signature", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_site_compressed_is_not_blown_up()
    {
        var bytes = await _download.GetAsync("https://pictures.example.org/compressed", Cancellation); // of ten megabytes, five times the limit

        Assert.InRange(bytes.Length, 1, 100_000);
    }

    [Fact]
    public async Task A_site_learns_neither_the_callers_token_nor_who_came_before()
    {
        const string token = "first-token-of-this-server-000";
        await using var server = await HttpServer.StartAsync(HttpServer.Options with
        {
            Tokens = new BearerTokens([token]),
            Pictures = new() { AllowPaths = false, Download = _download },
        });
        await using var client = await server.ConnectAsync(protocol: "2025-11-25", token: token);

        for (var call = 0; call < 2; call++)
        {
            var result = await client.CallToolAsync(
                "embed_image", new Dictionary<string, object?> { ["images"] = $"https://pictures.example.org/to?url=/scene.jpg%3F{call}" }, cancellationToken: Cancellation);
            Assert.True(result.IsError is not true, ConnectedServer.TextOf(result));
        }

        Assert.Equal(4, _site.Headers.Count(name => name == "Host")); // each with its redirect
        Assert.Subset(new HashSet<string> { "Host", "User-Agent", "Accept" }, _site.Headers.ToHashSet());
    }

    [Fact]
    public async Task A_server_that_dawdles_is_given_up()
    {
        var fetching = ErrorAsync("https://pictures.example.org/slow");
        await _time.TimerStarted;
        _time.Fire();

        Assert.Contains("took too long", await fetching, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_obeyed()
    {
        using var stop = new CancellationTokenSource();
        var fetching = _download.GetAsync("https://pictures.example.org/slow", stop.Token);
        await _time.TimerStarted;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
    }

    [Fact]
    public async Task Pictures_that_are_too_large_together_are_not_all_fetched()
    {
        var limits = new PictureLimits { MaxBytes = new FileInfo(ToolExample.Scene).Length };
        string[] urls = [.. Enumerable.Range(0, 6).Select(i => $"https://pictures.example.org/scene.jpg?{i}")];
        var sources = new PictureSources(new PictureSourceOptions { Download = _download, Limits = limits });

        var fetched = await sources.FetchAsync(urls, Cancellation);

        Assert.All(urls[..4], url => Assert.Equal(384, sources.Read(url, downloads: fetched).Width));
        Assert.All(urls[4..], url => Assert.Contains(
            "too large together", Assert.Throws<FgClipException>(() => sources.Read(url, downloads: fetched)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tool_fetches_what_it_is_given_and_each_url_has_its_own_error()
    {
        await using var server = await ConnectedServer.StartAsync(pictures: new() { Download = _download });

        var answer = await server.AnswerAsync("embed_image", """{"images": ["https://pictures.example.org/scene.jpg", "https://127.0.0.1/scene.jpg"]}""");
        var embeddings = answer.GetProperty("embeddings");

        Assert.Equal(128, embeddings[0].GetProperty("dimensions").GetInt32());
        Assert.Equal("https://pictures.example.org/scene.jpg", embeddings[0].GetProperty("source").GetString());
        Assert.Contains("not public", embeddings[1].GetProperty("error").GetString(), StringComparison.Ordinal);
        await server.AnswerAsync("rank_captions", """{"image": "https://pictures.example.org/scene.jpg", "captions": ["a dog"]}""");
    }

    private async Task<string> ErrorAsync(string url) =>
        (await Assert.ThrowsAsync<FgClipException>(() => _download.GetAsync(url, Cancellation))).Message;

    /// <summary>A clock whose timers end when the test says so.</summary>
    private sealed class ManualTime : TimeProvider
    {
        private readonly TaskCompletionSource _started = new();
        private TimerCallback? _callback;
        private object? _state;

        public Task TimerStarted => _started.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_callback, _state) = (callback, state);
            _started.TrySetResult();
            return new Timer();
        }

        public void Fire() => _callback!(_state);

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
