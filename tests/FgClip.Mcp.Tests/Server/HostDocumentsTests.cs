using System.Text.Json;
using System.Text.RegularExpressions;
using FgClip.Tests;

namespace FgClip.Mcp.Tests.Server;

/// <summary>What users copy into their clients' files.</summary>
public partial class HostDocumentsTests
{
    [Fact]
    public void The_readme_shows_mcp_json_as_it_is()
    {
        var readme = File.ReadAllText(Path.Combine(TestData.Root, "README.md"));
        var configuration = File.ReadAllText(Path.Combine(TestData.Root, "mcp.json"));

        Assert.Contains($"```json\n{configuration}```\n", readme, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("claude-desktop.md", "mcpServers")]
    [InlineData("cursor.md", "mcpServers")]
    [InlineData("vs-code.md", "servers")]
    public void A_host_s_file_is_json_that_starts_the_program(string document, string member)
    {
        var text = File.ReadAllText(Path.Combine(TestData.Root, "docs", "hosts", document));

        var file = JsonElement.Parse(JsonBlock().Match(text).Groups[1].Value);

        var server = file.GetProperty(member).GetProperty("fgclip");
        Assert.EndsWith("/net10.0/fgclip", server.GetProperty("command").GetString(), StringComparison.Ordinal);
        Assert.Equal("stdio", server.GetProperty("args")[0].GetString());
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
