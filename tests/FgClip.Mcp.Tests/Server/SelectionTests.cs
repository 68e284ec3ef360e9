using System.Text.Json;
using FgClip.Mcp.Hosting;
using FgClip.Mcp.Resources.Embeddings;
using FgClip.Mcp.Tools;
using FgClip.Tests;
using ModelContextProtocol;

namespace FgClip.Mcp.Tests.Server;

/// <summary>Servers that offer less: chosen tools, and nothing that writes.</summary>
public class SelectionTests
{
    [Theory]
    [InlineData(null, 9)]
    [InlineData("all", 9)]
    [InlineData("rank", 3)]
    [InlineData("rank, rank_images", 3)]
    [InlineData("locate,server_status", 2)]
    [InlineData("embed", 3)]
    public void Names_and_sets_choose_tools(string? names, int count) => Assert.Equal(count, ToolSelection.Parse(names).Tools.Count);

    [Theory]
    [InlineData("")]
    [InlineData(" , ")]
    [InlineData("rank,dance")]
    public void Unknown_names_are_refused_with_those_that_are_known(string names)
    {
        var error = Assert.Throws<FgClipException>(() => ToolSelection.Parse(names));

        Assert.Equal(FgClipErrorKind.Argument, error.Kind);
        Assert.All(["--tools", "rank_captions", "status"], word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_chosen_tools_are_listed_and_answer()
    {
        await using var server = await ConnectedServer.StartAsync(features: new ServerFeatures { Tools = ToolSelection.Parse("locate,status") });

        Assert.Equal(["locate_concept", "server_status"], (await server.Client.ListToolsAsync()).Select(tool => tool.Name).Order());
        Assert.DoesNotContain("rank_captions", server.Client.ServerInstructions, StringComparison.Ordinal);
        await Assert.ThrowsAsync<McpProtocolException>(() => server.CallAsync("rank_captions", "{}"));
    }

    [Fact]
    public async Task The_catalogue_has_the_tools_own_names()
    {
        await using var server = await ConnectedServer.StartAsync();

        Assert.Equal(ToolCatalogue.All.Select(tool => tool.Name).Order(), (await server.Client.ListToolsAsync()).Select(tool => tool.Name).Order());
        Assert.InRange(ToolCatalogue.All.Count, 1, 12);
    }

    [Fact]
    public async Task A_server_that_only_reads_writes_no_file()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ConnectedServer.StartAsync(
            features: new ServerFeatures { Store = new EmbeddingStoreOptions { Folder = folder.Path, ReadOnly = true } });

        var embedded = await server.AnswerAsync("embed_text", """{"texts": ["a dog"], "include_values": true}""");
        var drawn = await server.ErrorAsync("locate_concept", ToolExample.WithPlaces("""{"image": {scene}, "concepts": ["a dog"], "image_output": "path"}"""));
        var linked = await server.CallAsync("locate_concept", ToolExample.WithPlaces("""{"image": {scene}, "concepts": ["a dog"], "image_output": "link"}"""));

        Assert.Equal(JsonValueKind.Null, embedded.GetProperty("embeddings")[0].GetProperty("uri").ValueKind);
        Assert.Contains(embedded.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains("--read-only", StringComparison.Ordinal));
        Assert.Contains("--read-only", drawn, StringComparison.Ordinal);
        Assert.True(linked.IsError is not true);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}
