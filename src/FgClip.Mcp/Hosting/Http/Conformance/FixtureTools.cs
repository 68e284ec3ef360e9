using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Hosting.Http.Conformance;

/// <summary>The tools that the conformance suite calls.</summary>
internal static class FixtureTools
{
    /// <summary>The suite watches that notifications come one by one.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static IEnumerable<McpServerTool> All =>
    [
        Tool("test_simple_text", "Returns a text.", () => "This is a simple text response for testing."),
        Tool("test_image_content", "Returns a picture.", () => FixtureContent.Image),
        Tool("test_audio_content", "Returns a sound.", () => AudioContentBlock.FromBytes(FixtureContent.Wav, "audio/wav")),
        Tool("test_embedded_resource", "Returns a resource.", () => FixtureContent.Resource("test://embedded-resource", "text/plain", "This is an embedded resource content.")),
        Tool("test_multiple_content_types", "Returns a text, a picture and a resource.", () => new ContentBlock[]
        {
            new TextContentBlock { Text = "Multiple content types test:" },
            FixtureContent.Image,
            FixtureContent.Resource("test://mixed-content-resource", "application/json", """{"test":"data","value":123}"""),
        }),
        Tool("test_tool_with_logging", "Logs while it runs.", LogAsync),
        Tool("test_tool_with_progress", "Reports progress while it runs.", ReportAsync),
        Tool("test_error_handling", "Always fails.", string () => throw new McpException("This tool intentionally returns an error for testing")),
        Tool("test_sampling", "Asks the client's language model.", SampleAsync),
        Tool("test_reconnection", "Closes its stream before it answers.", ReconnectAsync),
        SchemaTool(),
    ];

    private static McpServerTool Tool(string name, string description, Delegate run) =>
        McpServerTool.Create(run, new McpServerToolCreateOptions { Name = name, Description = description });

#pragma warning disable MCP9005 // Logging and sampling are deprecated in the newest revision; the suite tests the ones before it too.
    private static async Task<string> LogAsync(McpServer server, CancellationToken cancellation)
    {
        string[] texts = ["Tool execution started", "Tool processing data", "Tool execution completed"];
        foreach (var text in texts)
        {
            if (text != texts[0]) await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            await server.SendNotificationAsync(
                NotificationMethods.LoggingMessageNotification,
                new LoggingMessageNotificationParams { Level = LoggingLevel.Info, Logger = "fixtures", Data = JsonSerializer.SerializeToElement(text) },
                cancellationToken: cancellation).ConfigureAwait(false);
        }

        return "Logged three messages.";
    }

    private static async Task<string> SampleAsync(McpServer server, string prompt, CancellationToken cancellation)
    {
        var question = new CreateMessageRequestParams
        {
            Messages = [new SamplingMessage { Role = Role.User, Content = [new TextContentBlock { Text = prompt }] }],
            MaxTokens = 100,
        };
        var answer = await server.SampleAsync(question, cancellation).ConfigureAwait(false);
        return $"LLM response: {string.Concat(answer.Content.OfType<TextContentBlock>().Select(block => block.Text))}";
    }
#pragma warning restore MCP9005

    private static async Task<string> ReportAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellation)
    {
        foreach (var progress in (int[])[0, 50, 100])
        {
            if (progress > 0) await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            if (request.Params?.ProgressToken is not { } token) continue;
            await request.Server.NotifyProgressAsync(
                token, new ProgressNotificationValue { Progress = progress, Total = 100 }, cancellationToken: cancellation).ConfigureAwait(false);
        }

        return "Reported progress three times.";
    }

    private static async Task<string> ReconnectAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellation)
    {
        await request.EnablePollingAsync(TimeSpan.FromMilliseconds(500), cancellation).ConfigureAwait(false);
        return "Answered after the stream was closed.";
    }

    private static McpServerTool SchemaTool()
    {
        var tool = Tool("json_schema_2020_12_tool", "Has a schema with references.", () => "Done.");
        tool.ProtocolTool.InputSchema = JsonElement.Parse("""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "$defs": {"address": {"type": "object", "properties": {"street": {"type": "string"}, "city": {"type": "string"}}}},
              "properties": {"name": {"type": "string"}, "address": {"$ref": "#/$defs/address"}},
              "additionalProperties": false
            }
            """);
        return tool;
    }
}
