using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
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
    /// <summary>All variables that an OpenTelemetry SDK reads start so.</summary>
    private const string Prefix = "OTEL_";

    /// <summary>What this program measures and traces under.</summary>
    private const string Own = "FgClip";

    /// <summary>What the protocol's library does, by its own account.</summary>
    private const string Protocol = "Experimental.ModelContextProtocol";

    private static readonly string[] EndpointVariables =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    /// <summary>Registers the exporters, where the environment names a collector and does not switch the SDK off.</summary>
    /// <param name="builder">The host, which has no variables in its configuration; the exporters read theirs there.</param>
    /// <param name="environment">The environment's variables.</param>
    public static void AddWhereAskedFor(WebApplicationBuilder builder, IReadOnlyDictionary<string, string?> environment)
    {
        if (!IsAskedFor(environment)) return;

        builder.Configuration.AddInMemoryCollection(environment.Where(variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal)));
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.AddService("fgclip", serviceVersion: ProgramVersion.Text).AddEnvironmentVariableDetector())
            .WithTracing(static tracing => tracing.AddAspNetCoreInstrumentation().AddSource(Own, Protocol).AddOtlpExporter())
            .WithMetrics(static metrics => metrics
                .AddMeter(Own, Protocol, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                .AddOtlpExporter());
    }

    private static bool IsAskedFor(IReadOnlyDictionary<string, string?> environment) =>
        !string.Equals(environment.GetValueOrDefault("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)
        && EndpointVariables.Any(variable => !string.IsNullOrEmpty(environment.GetValueOrDefault(variable)));
}
