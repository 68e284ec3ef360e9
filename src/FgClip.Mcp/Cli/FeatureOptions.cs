using System.CommandLine;
using FgClip.Mcp.Hosting;
using FgClip.Mcp.Tools;

namespace FgClip.Mcp.Cli;

/// <summary>The options that say what a server offers, whatever the transport.</summary>
internal sealed class FeatureOptions
{
    private readonly StoreOptions _store = new();

    private readonly Option<string?> _tools = new("--tools")
    {
        Description = "Offer these tools only: names or sets (rank, locate, check, embed, status), separated by commas. Default: all.",
        HelpName = "NAMES",
    };

    private readonly Option<bool> _readOnly = new("--read-only")
    {
        Description = "Write no files: embeddings are not kept, and drawn pictures do not become files (image_output path).",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_tools);
        command.Options.Add(_readOnly);
        _store.AddTo(command);
    }

    public ServerFeatures Of(ParseResult parsed) => new()
    {
        Tools = ToolSelection.Parse(parsed.GetValue(_tools)),
        Store = _store.Of(parsed) with { ReadOnly = parsed.GetValue(_readOnly) },
    };
}
