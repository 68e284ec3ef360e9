using System.Collections.Concurrent;
using FgClip.Mcp.Tests.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace FgClip.Mcp.Tests.Http;

/// <summary>What a collector gets that the standard variables of OpenTelemetry name, and what it must not get.</summary>
public sealed class TelemetryTests : IAsyncLifetime
{
    private const string Caption = "a caption of the caller's own";

    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _received = new();
    private WebApplication _collector = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        _collector = builder.Build();
        _collector.UseRouting();
        _collector.MapPost("/{**path}", async context =>
        {
            // Protocol buffers hold texts as they are.
            using var body = new StreamReader(context.Request.Body, System.Text.Encoding.Latin1);
            _received.GetOrAdd(context.Request.Path, _ => []).Enqueue(await body.ReadToEndAsync());
        });
        await _collector.StartAsync();
    }

    public ValueTask DisposeAsync() => _collector.DisposeAsync();

    [Fact]
    public async Task Calls_and_their_stages_are_traced_and_measured_without_what_they_are_about()
    {
        await CallAsync(new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _collector.Urls.Single(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment=laboratory",
        });

        string traces = string.Concat(_received["/v1/traces"]), metrics = string.Concat(_received["/v1/metrics"]);
        Assert.All(["fgclip", "laboratory", "tools/call rank_captions", "decode", "resample", "wait", "run", "post"], name => Assert.Contains(name, traces, StringComparison.Ordinal));
        Assert.All(["fgclip", "laboratory", "fgclip.stage.duration", "fgclip.cache.lookups"], name => Assert.Contains(name, metrics, StringComparison.Ordinal));
        Assert.All(
            new[] { traces, metrics },
            told => Assert.All([Caption, "scene.jpg", FgClip.Tests.TestData.Root], secret => Assert.DoesNotContain(secret, told, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("OTEL_SDK_DISABLED", "true")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "")]
    public async Task Nothing_is_sent_unless_it_is_asked_for(string variable, string value)
    {
        Dictionary<string, string?> environment = new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _collector.Urls.Single(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };
        environment[variable] = value;

        await CallAsync(environment);

        Assert.Empty(_received);
    }

    // What was collected is sent at the latest when the server ends.
    private static async Task CallAsync(Dictionary<string, string?> environment)
    {
        await using var server = await HttpServer.StartAsync(
            HttpServer.Options with { Pictures = new() { Roots = [FgClip.Tests.TestData.Root] } }, environment: environment);
        await using var client = await server.ConnectAsync();
        var result = await client.CallToolAsync(
            "rank_captions",
            new Dictionary<string, object?> { ["image"] = "samples/scene.jpg", ["captions"] = Caption },
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.IsError is not true, ConnectedServer.TextOf(result));
        await server.StopAsync();
    }
}
