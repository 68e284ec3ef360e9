using FgClip.Mcp.Results;

namespace FgClip.Mcp.Cli;

/// <summary>What a person should know beside the result; goes to standard error so that results can be piped.</summary>
internal static class AnswerNotes
{
    /// <summary>Writes the summary and the warnings.</summary>
    public static void Write(Answer answer, Terminal terminal)
    {
        terminal.Error.WriteLine(answer.Summary);
        foreach (var warning in answer.Warnings) terminal.Error.WriteLine($"note: {warning}");
    }
}
