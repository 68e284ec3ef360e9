using FgClip.Mcp.Cli;

namespace FgClip.Mcp.Tests;

/// <summary>One run of the command line in this process: exit code and what was written.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    public static Task<CommandRun> OfAsync(params string[] arguments) => WithInputAsync([], arguments);

    public static async Task<CommandRun> WithInputAsync(byte[] input, params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        var exitCode = await CommandLine.RunAsync(arguments, new Terminal(output, error, () => new MemoryStream(input)));
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }
}
