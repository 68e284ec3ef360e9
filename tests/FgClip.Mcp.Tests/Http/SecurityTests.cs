using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using FgClip.Mcp.Hosting.Http;
using FgClip.Mcp.Tests.Server;
using FgClip.Tests;

namespace FgClip.Mcp.Tests.Http;

/// <summary>What a server on a network must refuse or bound. docs/security.md names the rule that each test stands for.</summary>
public sealed class SecurityTests : IAsyncLifetime
{
    private const string First = "first-token-of-this-server-000";
    private const string Second = "second-token-of-this-server-00";

    private HttpServer _open = null!;
    private HttpServer _guarded = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _open = await HttpServer.StartAsync(HttpServer.Options with { MaxRequestBytes = 100_000 });
        _guarded = await HttpServer.StartAsync(HttpServer.Options with { Tokens = new BearerTokens([First, Second]) });
    }

    public async ValueTask DisposeAsync()
    {
        await _open.DisposeAsync();
        await _guarded.DisposeAsync();
    }

    [Theory]
    [InlineData("evil.example.com")]
    [InlineData("evil.example.com:80")]
    [InlineData("127.0.0.1.evil.example.com")]
    [InlineData("localhost.evil.example.com")]
    [InlineData("169.254.169.254")]
    public async Task A_foreign_host_is_refused_on_every_path(string host)
    {
        foreach (var path in new[] { "/mcp", "/mcp/message", "/health/live" })
        {
            using var response = await _open.PostAsync(HttpServer.Initialize, path, change: request => request.Headers.Host = host);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("GET /health/live HTTP/1.0\r\n\r\n")]
    [InlineData("GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /health/live HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: localhost\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n")]
    [InlineData("GET http://evil.example.com/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")]
    [InlineData("GET http://localhost/health/live HTTP/1.1\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n")]
    public async Task A_missing_doubled_or_contradicting_host_is_refused(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _open.Url.Port, Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(request), Cancellation);
        using var reader = new StreamReader(stream);

        Assert.StartsWith("HTTP/1.1 400", await reader.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example.com")]
    [InlineData("http://127.0.0.1.evil.example.com")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://localhost")]
    [InlineData("https://127.0.0.1")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_foreign_origin_is_refused_on_every_path(string origin)
    {
        foreach (var path in new[] { "/mcp", "/mcp/message", "/mcp/sse" })
        {
            using var response = await _open.PostAsync(HttpServer.Initialize, path, change: request => request.Headers.TryAddWithoutValidation("Origin", origin));
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task The_servers_own_origin_and_allowed_ones_are_answered_and_only_the_latter_may_read_across_origins()
    {
        await using var server = await HttpServer.StartAsync(HttpServer.Options with { Origins = ["https://page.example.org"] });
        using var own = await server.PostAsync(HttpServer.Initialize, change: request => request.Headers.Add("Origin", server.Url.GetLeftPart(UriPartial.Authority)));
        using var allowed = await server.PostAsync(HttpServer.Initialize, change: request => request.Headers.Add("Origin", "https://page.example.org"));
        using var other = await server.PostAsync(HttpServer.Initialize, change: request => request.Headers.Add("Origin", "https://other.example.org"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Forbidden), (own.StatusCode, allowed.StatusCode, other.StatusCode));
        Assert.Equal("https://page.example.org", allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(own.Headers.Contains("Access-Control-Allow-Origin") || allowed.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task A_foreign_page_is_not_told_that_it_may_call()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/mcp")
        {
            Headers = { { "Origin", "https://evil.example.com" }, { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", "content-type" } },
        };
        using var response = await _open.Http.SendAsync(preflight, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("MCP-Protocol-Version", "1999-01-01")]
    [InlineData("Mcp-Method", "tools/list")]
    [InlineData("Mcp-Name", "embed_text")]
    public async Task Headers_that_contradict_the_message_are_refused(string header, string value)
    {
        const string call = """
            {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"server_status","arguments":{},"_meta":{
            "io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"test","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}}}
            """;
        Dictionary<string, string> headers = new() { ["MCP-Protocol-Version"] = "2026-07-28", ["Mcp-Method"] = "tools/call", ["Mcp-Name"] = "server_status" };
        async Task<HttpStatusCode> SendAsync()
        {
            using var response = await _open.PostAsync(call, change: request =>
            {
                foreach (var (name, content) in headers) request.Headers.Add(name, content);
            });
            return response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, await SendAsync());
        headers[header] = value;
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong-token-of-this-server-00")]
    [InlineData("Bearer first-token-of-this-server-00")]
    [InlineData("Bearer ")]
    [InlineData("Bearer")]
    [InlineData("Basic Zmlyc3QtdG9rZW4tb2YtdGhpcy1zZXJ2ZXItMDAw")]
    [InlineData("first-token-of-this-server-000")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSJ9.")]
    public async Task A_missing_or_wrong_token_is_refused_with_a_challenge(string? authorization)
    {
        foreach (var path in new[] { "/mcp", "/mcp/message" })
        {
            using var response = await _guarded.PostAsync(
                HttpServer.Initialize, path, change: request => request.Headers.TryAddWithoutValidation("Authorization", authorization is null ? [] : [authorization]));

            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
            Assert.Contains("\"error\"", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/mcp?access_token=" + First)]
    [InlineData("/mcp?token=" + First)]
    public async Task A_token_in_the_address_is_no_token(string path)
    {
        using var response = await _guarded.PostAsync(HttpServer.Initialize, path);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_session_id_does_not_stand_for_a_token()
    {
        var session = await _guarded.OpenSessionAsync(First);

        using var without = await _guarded.PostAsync(HttpServer.Status, session: session);
        using var delete = new HttpRequestMessage(HttpMethod.Delete, "/mcp") { Headers = { { "Mcp-Session-Id", session } } };
        using var deleted = await _guarded.Http.SendAsync(delete, Cancellation);
        using var with = await _guarded.PostAsync(HttpServer.Status, token: First, session: session);

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
    }

    [Fact]
    public async Task A_session_belongs_to_the_token_that_opened_it()
    {
        var session = await _guarded.OpenSessionAsync(First);

        using var other = await _guarded.PostAsync(HttpServer.Status, token: Second, session: session);
        using var listen = new HttpRequestMessage(HttpMethod.Get, "/mcp") { Headers = { { "Mcp-Session-Id", session }, { "Accept", "text/event-stream" } } };
        listen.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Second);
        using var listened = await _guarded.Http.SendAsync(listen, HttpCompletionOption.ResponseHeadersRead, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, listened.StatusCode);
    }

    [Fact]
    public async Task A_session_over_legacy_sse_belongs_to_the_token_that_opened_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/mcp/sse");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", First);
        using var events = await _guarded.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        using var reader = new StreamReader(await events.Content.ReadAsStreamAsync(Cancellation));
        await reader.ReadLineAsync(Cancellation);
        var endpoint = (await reader.ReadLineAsync(Cancellation))!["data: ".Length..];

        using var none = await _guarded.PostAsync(HttpServer.Initialize, endpoint);
        using var other = await _guarded.PostAsync(HttpServer.Initialize, endpoint, Second);
        using var own = await _guarded.PostAsync(HttpServer.Initialize, endpoint, First);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.Accepted), (none.StatusCode, other.StatusCode, own.StatusCode));
    }

    [Fact]
    public async Task Session_ids_are_long_and_never_repeat()
    {
        var sessions = new HashSet<string>();
        for (var i = 0; i < 50; i++) sessions.Add(await _open.OpenSessionAsync());

        Assert.Equal(50, sessions.Count);
        Assert.All(sessions, session => Assert.True(session.Length >= 22, session)); // 128 bits in base64
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_whether_its_length_is_told_or_not()
    {
        var large = new string(' ', 200_000) + HttpServer.Initialize;
        using var told = await _open.PostAsync(large);
        using var untold = await _open.PostAsync(large, change: request => request.Headers.TransferEncodingChunked = true);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, told.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, untold.StatusCode);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"ping"}""")]
    public async Task What_is_no_message_is_refused_without_a_fault(string body)
    {
        foreach (var path in new[] { "/mcp", "/mcp/message?sessionId=none" })
        {
            using var response = await _open.PostAsync(body, path);
            Assert.InRange((int)response.StatusCode, 400, 499);
        }

        Assert.DoesNotContain("Exception", _open.Log.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\nContent-Length: 5000\r\n\r\n{")]
    [InlineData("POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")]
    public async Task A_client_that_stops_in_the_middle_of_a_request_is_cut_off(string start)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _open.Url.Port, Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(start), Cancellation);

        var watch = Stopwatch.StartNew();
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(soon.Token); // ends when the server closes the connection

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 408", StringComparison.Ordinal), answer);
        Assert.InRange(watch.Elapsed.TotalSeconds, 1, 30);
    }

    [Fact]
    public async Task Requests_beyond_the_rate_are_told_when_to_come_back()
    {
        await using var server = await HttpServer.StartAsync(HttpServer.Options with { RequestsPerMinute = 30 }); // five at once

        HttpResponseMessage? refused = null;
        for (var i = 0; i < 6; i++) refused = await server.Http.GetAsync("/health/live", Cancellation);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused!.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task Wrong_tokens_count_against_the_rate_of_their_address_and_not_of_a_right_token()
    {
        await using var server = await HttpServer.StartAsync(HttpServer.Options with { RequestsPerMinute = 30, Tokens = new BearerTokens([First]) });

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++)
        {
            using var response = await server.PostAsync(HttpServer.Initialize, token: $"guess-{i}-of-this-servers-token");
            statuses.Add(response.StatusCode);
        }

        using var right = await server.PostAsync(HttpServer.Initialize, token: First);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Theory]
    [InlineData("{scene}")]
    [InlineData("\"samples/scene.jpg\"")]
    [InlineData("\"~/scene.jpg\"")]
    [InlineData("\"/etc/passwd\"")]
    [InlineData("\"/no/such/file\"")]
    [InlineData("\"file:///etc/passwd\"")]
    public async Task Without_roots_no_path_is_read_or_told_to_exist(string image)
    {
        var error = await ErrorAsync(_open, image);

        Assert.Contains("paths are not read", error, StringComparison.Ordinal);
        Assert.DoesNotContain("passwd", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"../secret.jpg\"")]
    [InlineData("\"%2e%2e/secret.jpg\"")]
    [InlineData("\"link.jpg\"")]
    [InlineData("\"/etc/passwd\"")]
    [InlineData("\"file:///etc/passwd\"")]
    public async Task With_roots_neither_traversal_nor_links_lead_out(string image)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("root"));
        File.Copy(ToolExample.Scene, folder.File("secret.jpg"));
        File.CreateSymbolicLink(folder.File("root/link.jpg"), folder.File("secret.jpg"));
        await using var server = await HttpServer.StartAsync(HttpServer.Options with { Pictures = new() { Roots = [folder.File("root")] } });

        var error = await ErrorAsync(server, image);

        Assert.True(error.Contains("outside the folders", StringComparison.Ordinal) || error.Contains("no such file", StringComparison.Ordinal), error);
        Assert.DoesNotContain("secret.jpg", error.Replace("%2e%2e/secret.jpg", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Urls_are_not_fetched_unless_that_was_allowed() =>
        Assert.Contains("URLs are not fetched", await ErrorAsync(_open, "\"https://example.org/a.png\""), StringComparison.Ordinal);

    private static async Task<string> ErrorAsync(HttpServer server, string image)
    {
        await using var client = await server.ConnectAsync();
        var arguments = ToolExample.WithPlaces($$"""{"image": {{image}}, "captions": ["a dog"]}""");
        var result = await client.CallToolAsync(
            "rank_captions", JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments), cancellationToken: Cancellation);
        Assert.True(result.IsError);
        return ConnectedServer.TextOf(result);
    }
}
