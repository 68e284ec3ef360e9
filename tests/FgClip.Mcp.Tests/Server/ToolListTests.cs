using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FgClip.Tests;
using ModelContextProtocol;

namespace FgClip.Mcp.Tests.Server;

/// <summary>What a client pays for and reads before the first call.</summary>
public class ToolListTests(SharedServer shared)
{
    /// <summary>Set to 1, writes the snapshot instead of comparing with it.</summary>
    private const string UpdateVariable = "FGCLIP_UPDATE_SNAPSHOTS";

    private const int MaxTokens = 6_000;

    private static readonly string Snapshot = Path.Combine(TestData.Root, "tests", "FgClip.Mcp.Tests", "Server", "tools.json");

    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_list_is_the_snapshot()
    {
        var list = (await ListAsync()).ToJsonString(Readable) + "\n";
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1") await File.WriteAllTextAsync(Snapshot, list, TestContext.Current.CancellationToken);

        var expected = File.Exists(Snapshot) ? (await File.ReadAllTextAsync(Snapshot, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") : "";
        var line = expected.Split('\n').Zip(list.Split('\n')).TakeWhile(pair => pair.First == pair.Second).Count() + 1;
        Assert.True(
            expected == list,
            $"The tools differ from {Snapshot} from line {line} on. Clients see this list: if the change is meant, run this test with {UpdateVariable}=1 and commit the file.");
    }

    [Fact]
    public async Task The_list_stays_small_and_has_no_references_or_unions()
    {
        // A token of JSON is about four bytes; 3.5 is on the safe side.
        var json = (await ListAsync()).ToJsonString();
        var tokens = System.Text.Encoding.UTF8.GetByteCount(json) / 3.5;

        Assert.True(tokens < MaxTokens, $"the tool list has about {tokens:F0} tokens; at most {MaxTokens} are allowed");
        Assert.All(["$ref", "anyOf", "oneOf", "allOf"], word => Assert.DoesNotContain($"\"{word}\"", json, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_tool_has_an_example_here_and_describes_itself()
    {
        var tools = await shared.Server.Client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(ToolExample.All.Select(example => example.Tool).Order(), tools.Select(tool => tool.Name).Order());
        Assert.All(tools, tool =>
        {
            Assert.False(string.IsNullOrWhiteSpace(tool.Title));
            Assert.True(tool.Description.Length > 60);
            Assert.True(tool.ProtocolTool.Annotations?.ReadOnlyHint);
            Assert.Null(tool.ReturnJsonSchema);
        });
    }

    private async Task<JsonArray> ListAsync()
    {
        var tools = await shared.Server.Client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);
        return [.. tools.OrderBy(tool => tool.Name, StringComparer.Ordinal)
            .Select(tool => JsonSerializer.SerializeToNode(tool.ProtocolTool, McpJsonUtilities.DefaultOptions))];
    }
}
