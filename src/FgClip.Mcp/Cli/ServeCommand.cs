using System.Collections;
using System.CommandLine;
using FgClip.Encoding;
using FgClip.Inference;
using FgClip.Mcp.Hosting;
using FgClip.Mcp.Hosting.Configuration;
using FgClip.Mcp.Hosting.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace FgClip.Mcp.Cli;

/// <summary><c>serve</c>: the MCP server over HTTP.</summary>
internal static class ServeCommand
{
    public static Command Create(Terminal terminal)
    {
        var settings = new SettingOptions(ServeSettings.All);
        var fixtures = new Option<bool>("--conformance-fixtures") { Hidden = true };
        var command = new Command("serve", "Serve the Model Context Protocol over HTTP, on this machine or, with a token, on the network.") { fixtures };
        settings.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            void Warn(string message) => terminal.Error.WriteLine($"fgclip: {message}");
            var resolved = settings.Read(parsed, Environment.GetEnvironmentVariable);
            var options = HttpHostOptions.Of(resolved, Warn) with { ConformanceFixtures = parsed.GetValue(fixtures) };
            await using var models = new ModelHost(() => Open(resolved, terminal));
            await RunAsync(models, options, terminal, cancellation).ConfigureAwait(false);
            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task RunAsync(ModelHost models, HttpHostOptions options, Terminal terminal, CancellationToken cancellation)
    {
        var app = HttpHost.Build(models, options, terminal.Error, Variables());
        await using (app.ConfigureAwait(false))
        {
            await StartAsync(app, options, cancellation).ConfigureAwait(false);
            foreach (var url in app.Urls)
            {
                terminal.Error.WriteLine($"fgclip: listening on {url}{options.PathBase}{HttpHost.McpPath}{(options.Tokens.Required ? ", for clients with a token" : "")}");
            }

            await app.WaitForShutdownAsync(cancellation).ConfigureAwait(false);
            terminal.Error.WriteLine("fgclip: stopped.");
        }
    }

    private static Dictionary<string, string?> Variables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value);

    private static async Task StartAsync(WebApplication app, HttpHostOptions options, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                $"cannot listen on {options.Url.GetLeftPart(UriPartial.Authority)}",
                got: error.Message.TrimEnd('.'),
                remedy: "Choose another port with --url, or stop what uses this one.",
                inner: error);
        }
    }

    private static FgClipEncoder Open(ResolvedSettings settings, Terminal terminal)
    {
        var options = new InferenceOptions
        {
            Device = Enum.GetValues<DeviceKind>().Single(device => DeviceSelection.NameOf(device) == settings.Text(ServeSettings.Device)),
            DeviceLibrary = settings.Text(ServeSettings.DeviceLibrary),
            Precision = PrecisionNames.Parse(settings.Text(ServeSettings.Precision)!),
            Threads = settings.Number(ServeSettings.Threads),
            PackWeights = settings.Flag(ServeSettings.PackWeights),
            MaxWaitingCalls = settings.Number(ServeSettings.MaxWaiting)!.Value,
            TextCacheBytes = settings.Number(ServeSettings.TextCache)!.Value * (1L << 20),
            PictureCacheBytes = settings.Number(ServeSettings.PictureCache)!.Value * (1L << 20),
        };
        var encoder = FgClipEncoder.Open(NamedModel.FolderOf(settings.Text(ServeSettings.Model)), options);
        ModelOptions.SayDevice(encoder, options, terminal);
        return encoder;
    }
}
