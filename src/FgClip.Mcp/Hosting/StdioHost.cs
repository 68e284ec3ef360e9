using FgClip.Imaging.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FgClip.Mcp.Hosting;

/// <summary>The MCP server over standard input and output.</summary>
internal static class StdioHost
{
    /// <summary>Serves until the client closes standard input.</summary>
    public static async Task RunAsync(ModelHost models, PictureSourceOptions pictures, ServerFeatures features, LogLevel logLevel, CancellationToken cancellation)
    {
        // Standard output is the protocol's: whatever else writes to the console goes to standard error.
        Console.SetOut(Console.Error);

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(logLevel).AddProvider(new StandardErrorLog(Console.Error));
        builder.Services.AddFgClipServer(models, pictures, features).WithStdioServerTransport();

        using var host = builder.Build();
        await host.RunAsync(cancellation).ConfigureAwait(false);
    }
}
