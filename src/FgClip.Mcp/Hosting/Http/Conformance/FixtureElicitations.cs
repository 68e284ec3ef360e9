using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Hosting.Http.Conformance;

/// <summary>The tools of the conformance suite that ask the user.</summary>
internal static class FixtureElicitations
{
    public static IEnumerable<McpServerTool> All =>
    [
        Tool("test_elicitation", "Asks the user for a name and an address.", (McpServer server, string message, CancellationToken cancellation) =>
            AskAsync(server, message, Names, cancellation)),
        Tool("test_elicitation_sep1034_defaults", "Asks with defaults of every type.", (McpServer server, CancellationToken cancellation) =>
            AskAsync(server, "Please look at the defaults.", Defaults, cancellation)),
        Tool("test_elicitation_sep1330_enums", "Asks with choices of every kind.", (McpServer server, CancellationToken cancellation) =>
            AskAsync(server, "Please choose.", Choices, cancellation)),
    ];

    private static ElicitRequestParams.RequestSchema Names => new()
    {
        Properties =
        {
            ["username"] = new ElicitRequestParams.StringSchema { Description = "User's response" },
            ["email"] = new ElicitRequestParams.StringSchema { Description = "User's email address" },
        },
        Required = ["username", "email"],
    };

    private static ElicitRequestParams.RequestSchema Defaults => new()
    {
        Properties =
        {
            ["name"] = new ElicitRequestParams.StringSchema { Default = "John Doe" },
            ["age"] = new ElicitRequestParams.NumberSchema { Type = "integer", Default = 30 },
            ["score"] = new ElicitRequestParams.NumberSchema { Default = 95.5 },
            ["status"] = new ElicitRequestParams.UntitledSingleSelectEnumSchema { Enum = ["active", "inactive", "pending"], Default = "active" },
            ["verified"] = new ElicitRequestParams.BooleanSchema { Default = true },
        },
    };

    private static ElicitRequestParams.RequestSchema Choices => new()
    {
        Properties =
        {
            ["untitledSingle"] = new ElicitRequestParams.UntitledSingleSelectEnumSchema { Enum = Plain },
            ["titledSingle"] = new ElicitRequestParams.TitledSingleSelectEnumSchema { OneOf = Titled("Option") },
#pragma warning disable MCP9001 // The suite asks for the deprecated form too.
            ["legacyEnum"] = new ElicitRequestParams.LegacyTitledEnumSchema { Enum = ["opt1", "opt2", "opt3"], EnumNames = ["Option One", "Option Two", "Option Three"] },
#pragma warning restore MCP9001
            ["untitledMulti"] = new ElicitRequestParams.UntitledMultiSelectEnumSchema { Items = new() { Enum = Plain } },
            ["titledMulti"] = new ElicitRequestParams.TitledMultiSelectEnumSchema { Items = new() { AnyOf = Titled("Choice") } },
        },
    };

    private static string[] Plain => ["option1", "option2", "option3"];

    private static List<ElicitRequestParams.EnumSchemaOption> Titled(string noun) =>
    [
        new() { Const = "value1", Title = $"First {noun}" },
        new() { Const = "value2", Title = $"Second {noun}" },
        new() { Const = "value3", Title = $"Third {noun}" },
    ];

    private static McpServerTool Tool(string name, string description, Delegate run) =>
        McpServerTool.Create(run, new McpServerToolCreateOptions { Name = name, Description = description });

    private static async Task<string> AskAsync(
        McpServer server, string message, ElicitRequestParams.RequestSchema schema, CancellationToken cancellation)
    {
        var answer = await server.ElicitAsync(new ElicitRequestParams { Message = message, RequestedSchema = schema }, cancellation).ConfigureAwait(false);
        return $"Elicitation completed: action={answer.Action}, content={JsonSerializer.Serialize(answer.Content)}";
    }
}
