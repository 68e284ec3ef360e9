using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Hosting.Http.Conformance;

/// <summary>The prompts that the conformance suite asks for.</summary>
internal static class FixturePrompts
{
    public static IEnumerable<McpServerPrompt> All =>
    [
        Prompt("test_simple_prompt", "A text.", () => "This is a simple prompt for testing."),
        Prompt("test_prompt_with_arguments", "A text with arguments.", (string arg1, string arg2) => $"Prompt with arguments: arg1='{arg1}', arg2='{arg2}'"),
        Prompt("test_prompt_with_embedded_resource", "A resource and a text.", (string resourceUri) => Messages(
            FixtureContent.Resource(resourceUri, "text/plain", "Embedded resource content for testing."), "Please process the embedded resource above.")),
        Prompt("test_prompt_with_image", "A picture and a text.", () => Messages(FixtureContent.Image, "Please analyze the image above.")),
    ];

    private static McpServerPrompt Prompt(string name, string description, Delegate get) =>
        McpServerPrompt.Create(get, new McpServerPromptCreateOptions { Name = name, Description = description });

    private static PromptMessage[] Messages(ContentBlock content, string text) =>
    [
        new() { Role = Role.User, Content = content },
        new() { Role = Role.User, Content = new TextContentBlock { Text = text } },
    ];
}
