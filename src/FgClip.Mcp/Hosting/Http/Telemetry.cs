using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FgClip.Mcp.Hosting.Http;

/// <summary>
/// Traces and metrics to an OpenTelemetry collector, told by the standard environment variables. Without them nothing of
/// it is loaded.
/// </summary>
internal static class Telemetry
{
    /// <summary>What this program measures and traces under.</summary>
    private const string Own = "FgClip";

    /// <summary>What the protocol's library does, by its own account.</summary>
    private const string Protocol = "Experimental.ModelContextProtocol";

    private static readonly string[] EndpointVariables =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    /// <summary>Whether the environment names a collector and does not switch the SDK off.</summary>
    public static bool IsAskedFor(Func<string, string?> environment) =>
        !string.Equals(environment("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)
        && EndpointVariables.Any(variable => !string.IsNullOrEmpty(environment(variable)));

    /// <summary>Registers the exporters, which read the rest of the environment themselves.</summary>
    public static void Add(IServiceCollection services) => services.AddOpenTelemetry()
        .ConfigureResource(static resource => resource.AddService("fgclip", serviceVersion: ProgramVersion.Text).AddEnvironmentVariableDetector())
        .WithTracing(static tracing => tracing.AddAspNetCoreInstrumentation().AddSource(Own, Protocol).AddOtlpExporter())
        .WithMetrics(static metrics => metrics
            .AddMeter(Own, Protocol, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddOtlpExporter());
}
