using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Logging;

namespace FgClip.Mcp.Cli;

/// <summary>The program's commands, and what becomes of their errors.</summary>
internal static class CommandLine
{
    /// <summary>How the parser's sentence about a missing argument begins.</summary>
    private const string MissingArgument = "Required argument missing";

    /// <summary>Parses and runs.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal, CancellationToken cancellation = default)
    {
        var result = Root(terminal, arguments).Parse(arguments);
        string[] errors = [.. result.Errors.Select(error => InWords(error.Message, result.CommandResult)).Distinct(), .. UnknownOptions(result)];
        if (errors.Length > 0)
        {
            foreach (var error in errors) terminal.Error.WriteLine($"fgclip: {error}");
            terminal.Error.WriteLine($"Try: {CommandPath(result.CommandResult)} --help");
            return ExitCodes.Usage;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // Interruption cancels the token
                Output = terminal.Out,
                Error = terminal.Error,
            };
            return await result.InvokeAsync(configuration, cancellation).ConfigureAwait(false);
        }
        catch (FgClipException error)
        {
            terminal.Error.WriteLine($"fgclip: {error.Message}");
            return ExitCodes.Of(error.Kind);
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("fgclip: cancelled.");
            return ExitCodes.Cancelled;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"fgclip: {error.Message}");
            return ExitCodes.File;
        }
        catch (Exception error)
        {
            terminal.Error.WriteLine($"fgclip: a fault of this program: {error.GetType().Name}: {error.Message} Please report it with what follows.");
            terminal.Error.WriteLine(error.StackTrace);
            return ExitCodes.Internal;
        }
    }

    private static bool IsLikeOption(string value) =>
        value.StartsWith('-') && value.TrimStart('-') is { Length: > 0 } name && char.IsAsciiLetter(name[0]);

    private static string CommandPath(CommandResult command)
    {
        var names = new Stack<string>();
        for (SymbolResult? result = command; result is CommandResult { Command: not RootCommand } inner; result = inner.Parent)
        {
            names.Push(inner.Command.Name);
        }

        return string.Join(' ', names.Prepend("fgclip"));
    }

    // The parser names types as .NET does, and does not say which argument is missing.
    private static string InWords(string message, CommandResult command) => message.StartsWith(MissingArgument, StringComparison.Ordinal)
        ? Missing(command) is [var single] ? $"{single} is missing." : $"{string.Join(" and ", Missing(command))} are missing."
        : message
            .Replace("as expected type 'System.Nullable`1[System.Int32]'", "as a whole number", StringComparison.Ordinal)
            .Replace("as expected type 'System.Int32'", "as a whole number", StringComparison.Ordinal)
            .Replace("as expected type 'System.Double'", "as a number", StringComparison.Ordinal)
            .Replace($"as expected type '{typeof(LogLevel).FullName}'", "as a log level", StringComparison.Ordinal);

    private static string[] Missing(CommandResult command) =>
    [
        .. from argument in command.Command.Arguments
           where argument.Arity.MinimumNumberOfValues > 0 && command.GetResult(argument) is not { Tokens.Count: > 0 }
           select argument.HelpName ?? argument.Name,
    ];

    // The parser takes what looks like an option but is none for one more caption or picture.
    private static IEnumerable<string> UnknownOptions(ParseResult result) =>
        from token in result.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
        where token.Type == TokenType.Argument && IsLikeOption(token.Value)
        select $"Unknown option '{token.Value}'. Write -- before texts that start with dashes.";

    // A server's host waits for its first answer: what it does not start is not built then.
    private static RootCommand Root(Terminal terminal, string[] arguments)
    {
        var root = new RootCommand(
            "Fine-grained eyes for agents: runs FG-CLIP 2 checkpoints on pictures and captions, in English and Chinese. "
            + "Without a command: the MCP server on standard input and output.");
        if (arguments is not ["stdio", ..]) StdioCommand.AddTo(root, terminal);
        root.Subcommands.Add(StdioCommand.Create(terminal));
        if (arguments is [] or ["stdio", ..]) return root;

        root.Subcommands.Add(ServeCommand.Create(terminal));
        root.Subcommands.Add(ConfigCommand.Create(terminal));
        root.Subcommands.Add(RankCommand.Create(terminal));
        root.Subcommands.Add(ClassifyCommand.Create(terminal));
        root.Subcommands.Add(LocateCommand.Create(terminal));
        root.Subcommands.Add(CheckCommand.Create(terminal));
        root.Subcommands.Add(EmbedCommand.Create(terminal));
        root.Subcommands.Add(SimilarityCommand.Create(terminal));
        root.Subcommands.Add(CacheCommand.Create(terminal));
        root.Subcommands.Add(VerifyCommand.Create(terminal));
        root.Subcommands.Add(EvalCommand.Create(terminal));
        root.Subcommands.Add(CalibrateCommand.Create(terminal));
        root.Subcommands.Add(ScenesCommand.Create(terminal));
        root.Subcommands.Add(ModelsCommand.Create(terminal));
        return root;
    }
}
