using System.CommandLine;

namespace FgClip.Mcp.Cli;

/// <summary>The option that every command has: JSON instead of a table.</summary>
internal sealed class OutputOptions
{
    private readonly Option<bool> _json = new("--json") { Description = "Write the answer as JSON." };

    public void AddTo(Command command) => command.Options.Add(_json);

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);
}
