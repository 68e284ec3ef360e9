using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Prompts;

/// <summary>An argument of a prompt.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Description">For people who fill it in.</param>
/// <param name="Required">Whether the prompt makes no sense without it.</param>
/// <param name="Choices">Values that are proposed while it is typed; null for none. The first is the default.</param>
internal sealed record FgClipPromptArgument(string Name, string Description, bool Required = false, IReadOnlyList<string>? Choices = null);

/// <summary>A ready-made request that people choose in their client; it tells the client's model how to use the tools.</summary>
internal abstract class FgClipPrompt : McpServerPrompt
{
    private Prompt? _protocolPrompt;

    /// <inheritdoc/>
    public override Prompt ProtocolPrompt => _protocolPrompt ??= new Prompt
    {
        Name = Name,
        Title = Title,
        Description = Description,
        Arguments = [.. Arguments.Select(argument => new PromptArgument
        {
            Name = argument.Name,
            Description = argument.Description,
            Required = argument.Required,
        })],
    };

    /// <inheritdoc/>
    public override IReadOnlyList<object> Metadata => [];

    /// <summary>The name on the wire.</summary>
    public abstract string Name { get; }

    /// <summary>The name for people.</summary>
    protected abstract string Title { get; }

    /// <summary>What comes of it, for people.</summary>
    protected abstract string Description { get; }

    /// <summary>Its arguments.</summary>
    public abstract IReadOnlyList<FgClipPromptArgument> Arguments { get; }

    /// <summary>Tools that it tells to call; without one of them it is not offered.</summary>
    public abstract IReadOnlyList<string> Tools { get; }

    /// <inheritdoc/>
    public override ValueTask<GetPromptResult> GetAsync(
        RequestContext<GetPromptRequestParams> request, CancellationToken cancellationToken = default) => ValueTask.FromResult(new GetPromptResult
        {
            Description = Description,
            Messages = [new PromptMessage { Role = Role.User, Content = new TextContentBlock { Text = Write(Read(request.Params.Arguments)) } }],
        });

    /// <summary>The request.</summary>
    /// <param name="given">Every argument that was given or has a default.</param>
    protected abstract string Write(IReadOnlyDictionary<string, string> given);

    private Dictionary<string, string> Read(IDictionary<string, JsonElement>? given)
    {
        var values = new Dictionary<string, string>();
        foreach (var argument in Arguments)
        {
            var value = given is not null && given.TryGetValue(argument.Name, out var element) ? element.ToString().Trim() : "";
            if (value.Length == 0) value = argument.Choices?[0] ?? "";
            if (value.Length > 0) values[argument.Name] = value;
            else if (argument.Required) throw Wrong($"the argument '{argument.Name}' is missing. {argument.Description}");
        }

        var unknown = given?.Keys.FirstOrDefault(name => Arguments.All(argument => argument.Name != name));
        return unknown is null ? values : throw Wrong($"there is no argument '{unknown}'; it takes {string.Join(", ", Arguments.Select(argument => argument.Name))}.");
    }

    private McpProtocolException Wrong(string what) => new($"{Name}: {what}", McpErrorCode.InvalidParams);
}
