using System.Security.Claims;
using FgClip.Mcp.Resources;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tests.Server;

/// <summary>What one user made is not there for another, in no list, answer, figure or proposal.</summary>
public sealed class OwnerTests : IResourceOwners
{
    private string _owner = "one";

    /// <inheritdoc/>
    string IResourceOwners.OwnerOf(ClaimsPrincipal? user) => _owner;

    [Fact]
    public async Task Resources_are_visible_only_to_who_made_them()
    {
        await using var server = await ConnectedServer.StartAsync(configure: services => services.AddSingleton<IResourceOwners>(this));
        var embedding = (await server.AnswerAsync("embed_text", """{"texts": ["a dog"]}""")).GetProperty("embeddings")[0].GetProperty("uri").GetString()!;
        var drawn = (await server.CallAsync("locate_concept", ToolExample.WithPlaces("""{"image": {scene}, "concepts": ["a dog"], "image_output": "link"}""")))
            .Content.OfType<ResourceLinkBlock>().Single().Uri;
        string[] made = [embedding, drawn];
        var template = new ResourceTemplateReference { Uri = "embedding://{kind}/{model}/{id}" };

        async Task<string[]> Listed() => [.. (await server.Client.ListResourcesAsync()).Select(resource => resource.Uri)];
        Assert.Subset((await Listed()).ToHashSet(), made.ToHashSet());
        Assert.Single((await server.Client.CompleteAsync(template, "id", "")).Completion.Values);

        _owner = "two";
        Assert.Equal(["embedding://stats"], await Listed());
        foreach (var uri in made) await Assert.ThrowsAsync<McpProtocolException>(async () => await server.Client.ReadResourceAsync(uri));
        Assert.Contains("no such embedding", await server.ErrorAsync("rank_images", ToolExample.WithPlaces($$"""{"text": "{{embedding}}", "images": [{scene}]}""")), StringComparison.Ordinal);
        Assert.Contains(drawn, await server.ErrorAsync("embed_image", ToolExample.Json(new { images = drawn })), StringComparison.Ordinal);
        Assert.Empty((await server.Client.CompleteAsync(template, "id", "")).Completion.Values);
        var stats = Assert.IsType<TextResourceContents>((await server.Client.ReadResourceAsync("embedding://stats")).Contents.Single());
        Assert.Contains("\"embeddings\":0", stats.Text, StringComparison.Ordinal);

        _owner = "one";
        Assert.Subset((await Listed()).ToHashSet(), made.ToHashSet());
    }

    [Fact]
    public void Owners_are_who_the_transport_says_they_are()
    {
        var owners = new AuthenticatedOwners();
        ClaimsPrincipal Named(string name) => new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, name)], "test"));

        string[] keys = [owners.OwnerOf(null), owners.OwnerOf(new ClaimsPrincipal(new ClaimsIdentity())), owners.OwnerOf(Named("a")), owners.OwnerOf(Named("local"))];

        Assert.Distinct(keys);
        Assert.Equal(keys[2], owners.OwnerOf(Named("a")));
    }

    [Fact]
    public void Without_a_message_there_is_no_owner() =>
        Assert.Throws<InvalidOperationException>(() => new OwnerScope(this).Current);
}
