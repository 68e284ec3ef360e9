using System.Text;

namespace FgClip.Mcp.Cli;

/// <summary>Where a command writes: results to <paramref name="Out"/>, everything else to <paramref name="Error"/>.</summary>
internal sealed record Terminal(TextWriter Out, TextWriter Error, Func<Stream> OpenInput)
{
    /// <summary>Whether a person watches the error stream, so that a line may be written over.</summary>
    public bool IsErrorWatched { get; init; }

    /// <summary>The process's own streams, UTF-8 without a byte order mark whatever the system's code page is.</summary>
    public static Terminal OfProcess() => new(
        new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true },
        new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true },
        Console.OpenStandardInput)
    {
        IsErrorWatched = !Console.IsErrorRedirected,
    };
}
