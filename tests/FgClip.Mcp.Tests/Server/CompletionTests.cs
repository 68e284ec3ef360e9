using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tests.Server;

public class CompletionTests(SharedServer shared)
{
    private static readonly ResourceTemplateReference Embedding = new() { Uri = "embedding://{kind}/{model}/{id}" };

    [Fact]
    public async Task Templates_are_listed()
    {
        var templates = await shared.Server.Client.ListResourceTemplatesAsync();

        Assert.Equal(["embedding://{kind}/{model}/{id}", "fgclip://rendered/{name}"], templates.Select(template => template.UriTemplate).Order());
    }

    [Theory]
    [InlineData("kind", "", "image text")]
    [InlineData("kind", "T", "text")]
    [InlineData("kind", "x", "")]
    [InlineData("model", "fg", "fgclip2-scenes")]
    [InlineData("colour", "", "")]
    public async Task Kinds_and_models_are_proposed(string argument, string typed, string values)
    {
        await shared.Server.AnswerAsync("embed_text", """{"texts": ["a dog"]}""");

        Assert.Equal(values.Split(' ', StringSplitOptions.RemoveEmptyEntries), await ProposedAsync(Embedding, argument, typed));
    }

    [Fact]
    public async Task Ids_are_proposed_for_the_kind_and_model_that_were_chosen()
    {
        var made = await shared.Server.AnswerAsync("embed_text", """{"texts": ["a dog that is proposed"]}""");
        var id = made.GetProperty("embeddings")[0].GetProperty("uri").GetString()!.Split('/')[^1];

        async Task<IList<string>> Ids(string kind) => (await shared.Server.Client.CompleteAsync(new CompleteRequestParams
        {
            Ref = Embedding,
            Argument = new Argument { Name = "id", Value = id[..6] },
            Context = new CompleteContext { Arguments = new Dictionary<string, string> { ["kind"] = kind, ["model"] = "fgclip2-scenes" } },
        })).Completion.Values;

        Assert.Equal([id], await Ids("text"));
        Assert.Empty(await Ids("image"));
    }

    [Fact]
    public async Task There_are_a_hundred_at_most()
    {
        await using var server = await ConnectedServer.StartAsync();
        await server.AnswerAsync("embed_text", ToolExample.Json(new { texts = Enumerable.Range(0, 120).Select(number => $"{number} dogs") }));

        var completion = (await server.Client.CompleteAsync(Embedding, "id", "")).Completion;

        Assert.Equal(100, completion.Values.Count);
        Assert.True(completion.HasMore);
    }

    [Fact]
    public async Task Choices_of_prompts_are_proposed()
    {
        Assert.Equal(["Chinese"], await ProposedAsync(new PromptReference { Name = "caption_carefully" }, "language", "ch"));
        Assert.Empty(await ProposedAsync(new PromptReference { Name = "caption_carefully" }, "image", ""));
        Assert.Empty(await ProposedAsync(new PromptReference { Name = "dance" }, "image", ""));
    }

    [Fact]
    public async Task A_proposal_loads_no_model()
    {
        await using var server = await ConnectedServer.StartAsync(() => throw new InvalidOperationException("the model was opened"));

        Assert.Empty((await server.Client.CompleteAsync(Embedding, "model", "")).Completion.Values);
    }

    private async Task<IList<string>> ProposedAsync(Reference reference, string argument, string typed) =>
        (await shared.Server.Client.CompleteAsync(reference, argument, typed)).Completion.Values;
}
