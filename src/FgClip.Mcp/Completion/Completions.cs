using FgClip.Mcp.Hosting;
using FgClip.Mcp.Prompts;
using FgClip.Mcp.Resources;
using FgClip.Mcp.Resources.Embeddings;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Completion;

/// <summary>
/// Proposes what could be typed next: kinds, model names and ids of the caller's embeddings, names of drawn pictures,
/// and the choices of prompts' arguments. Paths are not proposed: this server lists no folders. Thread-safe.
/// </summary>
internal sealed class Completions(EmbeddingStore embeddings, RenderedPictures rendered, OwnerScope scope, ModelHost models)
{
    /// <summary>Values of one answer at most, as the protocol has it.</summary>
    private const int MaxValues = 100;

    /// <summary>The values that go on from what was typed; none for what is unknown.</summary>
    public async Task<CompleteResult> CompleteAsync(CompleteRequestParams request, CancellationToken cancellation)
    {
        var (name, typed) = (request.Argument.Name, request.Argument.Value);
        var values = request.Ref switch
        {
            PromptReference prompt => OfPrompt(prompt.Name, name),
            ResourceTemplateReference { Uri: EmbeddingUri.Template } => await OfEmbeddingAsync(name, typed, request.Context?.Arguments, cancellation).ConfigureAwait(false),
            ResourceTemplateReference { Uri: RenderedPictures.Template } when name == "name" => [.. rendered.Listed.Select(picture => Path.GetFileName(picture.Uri))],
            _ => [],
        };

        string[] fitting = [.. values.Where(value => value.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Take(MaxValues + 1)];
        return new CompleteResult
        {
            Completion = new()
            {
                Values = [.. fitting.Take(MaxValues)],
                Total = fitting.Length <= MaxValues ? fitting.Length : null,
                HasMore = fitting.Length > MaxValues,
            },
        };
    }

    private static IReadOnlyList<string> OfPrompt(string prompt, string argument) =>
        PromptSetup.All.FirstOrDefault(one => one.Name == prompt)?.Arguments.FirstOrDefault(one => one.Name == argument)?.Choices ?? [];

    private async Task<IReadOnlyList<string>> OfEmbeddingAsync(
        string argument, string typed, IDictionary<string, string>? others, CancellationToken cancellation)
    {
        try
        {
            return argument switch
            {
                "kind" => [EmbeddingUri.Image, EmbeddingUri.Text],
                "model" => await ModelsAsync(cancellation).ConfigureAwait(false),
                "id" => embeddings.Ids(scope.Current, Given(others, "kind"), Given(others, "model"), typed, MaxValues + 1),
                _ => [],
            };
        }
        catch (FgClipException)
        {
            return []; // a proposal is no place for errors: reading the resource tells them
        }
    }

    private async Task<IReadOnlyList<string>> ModelsAsync(CancellationToken cancellation)
    {
        var kept = embeddings.Stats(scope.Current).Groups.Select(group => group.Model);
        if (models.State != "ready") return [.. kept.Distinct().Order(StringComparer.Ordinal)]; // nothing is loaded for a proposal

        var running = await models.Start().WaitAsync(cancellation).ConfigureAwait(false);
        return [.. kept.Append(running.Encoder.Checkpoint.Card.Name).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string? Given(IDictionary<string, string>? others, string name) =>
        others is not null && others.TryGetValue(name, out var value) && value.Length > 0 ? Uri.UnescapeDataString(value) : null;
}
