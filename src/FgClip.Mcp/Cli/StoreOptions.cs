using System.CommandLine;
using FgClip.Mcp.Resources;
using FgClip.Mcp.Resources.Embeddings;

namespace FgClip.Mcp.Cli;

/// <summary>The option that says where embeddings are kept.</summary>
internal sealed class StoreOptions
{
    private readonly Option<string?> _data = new("--data")
    {
        Description = $"Folder of kept embeddings. Default: {DataFolder.Variable}, else the user's data folder.",
        HelpName = "FOLDER",
    };

    public void AddTo(Command command) => command.Options.Add(_data);

    public EmbeddingStoreOptions Of(ParseResult parsed) => new() { Folder = parsed.GetValue(_data) };

    /// <summary>The embeddings of the person at the shell.</summary>
    public EmbeddingStore Open(ParseResult parsed, Terminal terminal) =>
        new(Of(parsed), TimeProvider.System, warning => terminal.Error.WriteLine($"note: {warning}"));

    /// <summary>As <see cref="EmbeddingStore"/>, for that person.</summary>
    public static EmbeddingShelf ShelfOf(EmbeddingStore store) => new(store, () => AuthenticatedOwners.Local, _ => { });
}
