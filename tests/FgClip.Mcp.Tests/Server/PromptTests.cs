using FgClip.Mcp.Hosting;
using FgClip.Mcp.Prompts;
using FgClip.Mcp.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tests.Server;

public class PromptTests(SharedServer shared)
{
    [Fact]
    public async Task Every_prompt_is_listed_with_its_arguments_described()
    {
        var prompts = await shared.Server.Client.ListPromptsAsync();

        Assert.Equal(["audit_folder", "caption_carefully", "check_caption", "find_picture"], prompts.Select(prompt => prompt.Name).Order());
        Assert.All(prompts, prompt =>
        {
            Assert.False(string.IsNullOrWhiteSpace(prompt.Title));
            Assert.False(string.IsNullOrWhiteSpace(prompt.Description));
            Assert.All(prompt.ProtocolPrompt.Arguments!, argument => Assert.False(string.IsNullOrWhiteSpace(argument.Description)));
        });
    }

    [Fact]
    public async Task A_prompt_holds_what_was_given_and_names_only_tools_that_exist()
    {
        var tools = (await shared.Server.Client.ListToolsAsync()).Select(tool => tool.Name).ToArray();
        foreach (var prompt in PromptSetup.All)
        {
            var given = prompt.Arguments.ToDictionary(argument => argument.Name, object? (argument) => $"<{argument.Name} 一只狗>");

            var result = await shared.Server.Client.GetPromptAsync(prompt.Name, given);

            var message = Assert.Single(result.Messages);
            var text = Assert.IsType<TextContentBlock>(message.Content).Text;
            Assert.Equal(Role.User, message.Role);
            Assert.All(given.Values, value => Assert.Contains((string)value!, text, StringComparison.Ordinal));
            Assert.All(prompt.Tools, tool => Assert.Contains(tool, text, StringComparison.Ordinal));
            Assert.Subset(tools.ToHashSet(), prompt.Tools.ToHashSet());
        }
    }

    [Fact]
    public async Task Choices_have_a_default()
    {
        var result = await shared.Server.Client.GetPromptAsync("caption_carefully", new Dictionary<string, object?> { ["image"] = "a.jpg" });

        Assert.Contains("one sentence in English", Assert.IsType<TextContentBlock>(result.Messages[0].Content).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check_caption", "image", "'caption' is missing")]
    [InlineData("find_picture", "colour", "'description' is missing")]
    [InlineData("dance", "image", "dance")]
    public async Task A_wrong_request_says_what_is_wrong(string prompt, string argument, string words)
    {
        var error = await Assert.ThrowsAsync<McpProtocolException>(
            async () => await shared.Server.Client.GetPromptAsync(prompt, new Dictionary<string, object?> { [argument] = "a.jpg" }));

        Assert.Equal(McpErrorCode.InvalidParams, error.ErrorCode);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prompts_whose_tools_are_not_offered_are_not_either()
    {
        await using var server = await ConnectedServer.StartAsync(features: new ServerFeatures { Tools = ToolSelection.Parse("check") });

        Assert.Equal(["check_caption"], (await server.Client.ListPromptsAsync()).Select(prompt => prompt.Name));
    }
}
