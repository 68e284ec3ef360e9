using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FgClip.Mcp.Hosting.Http;

/// <summary>The MCP server over Streamable HTTP and, for older clients, HTTP with server-sent events.</summary>
internal static class HttpHost
{
    /// <summary>Where the protocol is spoken; legacy SSE at <c>/mcp/sse</c>.</summary>
    public const string McpPath = "/mcp";

    /// <summary>A server that is not started yet.</summary>
    /// <param name="models">The model.</param>
    /// <param name="options">Where and for whom.</param>
    /// <param name="error">Standard error, for the log.</param>
    /// <param name="environment">The environment's variables, for telemetry.</param>
    public static WebApplication Build(ModelHost models, HttpHostOptions options, TextWriter error, IReadOnlyDictionary<string, string?> environment)
    {
        // Empty: no settings files, environment variables or console logs but our own.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "fgclip", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(options.LogLevel).AddProvider(new StandardErrorLog(error));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            ListenAddress.Bind(kestrel, options.Url);
            SetLimits(kestrel, options);
        });
        AddServices(builder.Services, models, options);
        Telemetry.AddWhereAskedFor(builder, environment);

        var app = builder.Build();
        Use(app, options);
        Map(app, models, options);
        app.Lifetime.ApplicationStarted.Register(models.StartOnce);
        app.Services.GetRequiredService<CallDeadline>(); // which begins to count when the server is told to stop
        return app;
    }

    private static void SetLimits(KestrelServerOptions kestrel, HttpHostOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.MaxRequestBytes;
        kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 0;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);

        // A client that sends or takes less than this, after five seconds' grace, is cut off.
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 500, gracePeriod: TimeSpan.FromSeconds(5));
        kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 500, gracePeriod: TimeSpan.FromSeconds(5));
    }

    private static void AddServices(IServiceCollection services, ModelHost models, HttpHostOptions options)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownTimeout + CallDeadline.Farewell);
        services.AddRoutingCore();
        services.AddHostFiltering(filter => (filter.AllowedHosts, filter.AllowEmptyHosts, filter.IncludeFailureMessage) = ([.. options.Hosts], false, false));
        services.AddSingleton(options.Tokens);

        // Not AddAuthentication: it would write keys for encrypted cookies, which nothing here has, to the user's folder.
        services.AddWebEncoders();
        services.AddAuthenticationCore(authentication =>
        {
            authentication.DefaultScheme = BearerAuthentication.SchemeName;
            authentication.AddScheme<BearerAuthentication>(BearerAuthentication.SchemeName, null);
        });
        services.AddAuthorization();
        services.AddRateLimiter(limiter => LimitRate(limiter, options.RequestsPerMinute));
        if (options.Origins.Count > 0)
        {
            services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
                .WithOrigins([.. options.Origins]).AllowAnyHeader().WithMethods("GET", "POST", "DELETE").WithExposedHeaders("Mcp-Session-Id", "WWW-Authenticate")));
        }

        McpOverHttp.Add(services, models, options);
    }

    private static void LimitRate(RateLimiterOptions limiter, int requestsPerMinute)
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
            Caller.Of(context),
            _ => new TokenBucketRateLimiterOptions
            {
                // Ten seconds' worth at once, then as it trickles in.
                TokenLimit = Math.Max(1, requestsPerMinute / 6),
                TokensPerPeriod = Math.Max(1, requestsPerMinute / 60),
                ReplenishmentPeriod = TimeSpan.FromMinutes(1) * Math.Max(1, requestsPerMinute / 60) / requestsPerMinute,
                QueueLimit = 0,
            }));
        limiter.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? Math.Ceiling(time.TotalSeconds) : 1;
            rejected.HttpContext.Response.Headers.RetryAfter = wait.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return new ValueTask(Refusal.WriteAsync(rejected.HttpContext, StatusCodes.Status429TooManyRequests, "Too many requests: come back later."));
        };
    }

    private static void Use(WebApplication app, HttpHostOptions options)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = RequestFault.WriteAsync, SuppressDiagnosticsCallback = RequestFault.IsCallers });
        if (options.PathBase.Length > 0)
        {
            app.UsePathBase(options.PathBase);
            app.Use((context, next) =>
            {
                context.Request.PathBase = options.PathBase; // also behind a proxy that cuts it off
                return next(context);
            });
        }

        app.UseHostFiltering();
        app.UseMiddleware<OriginGate>(options.Origins.ToHashSet(StringComparer.OrdinalIgnoreCase));
        if (options.Origins.Count > 0) app.UseCors();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
    }

    private static void Map(WebApplication app, ModelHost models, HttpHostOptions options)
    {
        app.MapHealth(models);
        var mcp = app.MapMcp(McpPath);
        if (options.Tokens.Required) mcp.RequireAuthorization();
    }
}
