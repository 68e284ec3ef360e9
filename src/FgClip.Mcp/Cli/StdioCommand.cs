using System.CommandLine;
using FgClip.Imaging.Sources;
using FgClip.Mcp.Hosting;
using FgClip.Mcp.Hosting.Forwarding;
using FgClip.Mcp.Hosting.Http;
using Microsoft.Extensions.Logging;

namespace FgClip.Mcp.Cli;

/// <summary><c>stdio</c>, and the program without a command: the MCP server on standard input and output.</summary>
internal static class StdioCommand
{
    /// <summary>Environment variable with the token for a running server.</summary>
    private const string TokenVariable = "FGCLIP_TOKEN";

    public static Command Create(Terminal terminal)
    {
        var command = new Command("stdio", "Serve the Model Context Protocol on standard input and output.");
        AddTo(command, terminal);
        return command;
    }

    /// <summary>Gives <paramref name="command"/> the server's options and action.</summary>
    public static void AddTo(Command command, Terminal terminal)
    {
        var roots = new Option<string[]>("--root")
        {
            Description = "Read pictures below this folder only; may be repeated. Relative paths start at the first. Default: any file the user can read.",
            HelpName = "FOLDER",
        };
        var level = new Option<LogLevel>("--log-level")
        {
            Description = "What to log on standard error.",
            DefaultValueFactory = _ => LogLevel.Warning,
        };
        var connect = new Option<string?>("--connect")
        {
            Description = "Forward everything to a running server (fgclip serve) instead of loading a model; its settings count.",
            HelpName = "URL",
        };
        var tokenFile = new Option<string?>("--token-file") { Description = "The first token of this file is shown to that server. Default: FGCLIP_TOKEN.", HelpName = "FILE" };
        var urls = new Option<bool>("--allow-urls") { Description = "Fetch pictures from public https addresses." };
        var (model, features, limits) = (new ModelOptions(), new FeatureOptions(), new LimitOptions());
        command.Options.Add(roots);
        command.Options.Add(urls);
        command.Options.Add(connect);
        command.Options.Add(tokenFile);
        command.Options.Add(level);
        limits.AddTo(command);
        features.AddTo(command);
        model.AddServingTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(connect) is { } url) return await ForwardAsync(url, parsed.GetValue(tokenFile), terminal, cancellation).ConfigureAwait(false);

            string[] folders = parsed.GetValue(roots) ?? [];
            if (folders.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing)
            {
                throw new FgClipException(FgClipErrorKind.Argument, "--root is not a folder", expected: "a folder that exists", got: missing);
            }

            var (offered, allowed) = (features.Of(parsed), limits.Of(parsed));
            if (!Console.IsInputRedirected) terminal.Error.WriteLine(Greeting);
            await using var models = new ModelHost(() => model.Open(parsed, terminal));
            using var download = parsed.GetValue(urls) ? new PictureDownload() : null;
            var pictures = new PictureSourceOptions { Roots = folders, Limits = allowed, Download = download };
            await StdioHost.RunAsync(models, pictures, offered, parsed.GetValue(level), cancellation).ConfigureAwait(false);
            return ExitCodes.Success;
        });
    }

    private static async Task<int> ForwardAsync(string url, string? tokenFile, Terminal terminal, CancellationToken cancellation)
    {
        var token = tokenFile is null
            ? Environment.GetEnvironmentVariable(TokenVariable)
            : BearerTokens.ReadFile(tokenFile, message => terminal.Error.WriteLine($"fgclip: {message}"))[0];
        using var server = new RunningServer(url, string.IsNullOrEmpty(token) ? null : token);
        await ForwardingHost.RunAsync(server, terminal, cancellation).ConfigureAwait(false);
        return ExitCodes.Success;
    }

    private static string Greeting =>
        $$$$"""
        This is an MCP server on standard input and output; it waits for a client. To register it, put this in the client's configuration:
          {"mcpServers": {"fgclip": {"command": "{{{{ProgramPath}}}}", "args": ["stdio"]}}}
        For people: fgclip --help. Stop with Ctrl+C.
        """;

    private static string ProgramPath => (Environment.ProcessPath ?? "fgclip").Replace("\\", "\\\\", StringComparison.Ordinal);
}
