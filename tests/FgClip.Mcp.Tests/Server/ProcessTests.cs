using System.Text.Json.Nodes;

namespace FgClip.Mcp.Tests.Server;

/// <summary>The built program on stdio, as a host starts it.</summary>
public class ProcessTests(ITestOutputHelper output)
{
    private const int Calls = 1_000;
    private const int WarmCalls = 500;
    private const long MaxGrowth = 60_000_000;

    // Small budgets: this is about the protocol and memory, not about the model's speed.
    private static readonly string[] GoodCalls = [.. ToolExample.All.Select(example => Call(example.Tool, Smaller(example)))];

    private static readonly string[] Lists = ["tools/list", "resources/list", "resources/templates/list", "prompts/list"];

    private static readonly string[] BadCalls =
    [
        Call("rank_captions", """{"image": "no-such.jpg", "captions": ["a"]}"""),
        Call("rank_captions", """{"image": {scene}, "captions": []}"""),
        Call("locate_concept", """{"image": "data:image/png;base64,!", "concepts": "a"}"""),
        Call("embed_image", "{}"),
        Call("dance", "{}"),
    ];

    [Fact]
    public async Task A_thousand_calls_leave_standard_output_to_the_protocol_and_memory_level()
    {
        using var server = ServerProcess.Start("stdio", "--log-level", "Trace");
        await server.InitializeAsync();

        long? warm = null;
        for (var call = 1; call <= Calls; call++)
        {
            var bad = call % 3 == 0;
            var answer = await server.RequestAsync(call, "tools/call", bad ? BadCalls[call / 3 % BadCalls.Length] : GoodCalls[call % GoodCalls.Length]);

            var failed = answer["error"] is not null || (bool?)answer["result"]!["isError"] == true;
            Assert.True(failed == bad, answer.ToJsonString());
            if (call == WarmCalls) warm = server.ResidentBytes();
        }

        var end = server.ResidentBytes();
        output.WriteLine($"resident after {WarmCalls} calls: {warm / 1_000_000} MB; after {Calls}: {end / 1_000_000} MB");
        Assert.True(end is null || end - warm < MaxGrowth, $"resident memory went from {warm} to {end} bytes");
        Assert.True(server.ErrorLines > Calls); // the log went somewhere
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        Assert.Equal(("", 0), await server.CloseAsync(soon.Token));
    }

    [Fact]
    public async Task The_database_is_not_loaded_before_it_is_needed()
    {
        using var server = ServerProcess.Start();
        await server.InitializeAsync();
        var id = 0;
        foreach (var method in Lists) Assert.NotNull((await server.RequestAsync(++id, method, "{}"))["result"]);

        await server.RequestAsync(10, "tools/call", Call("rank_captions", """{"image": {scene}, "captions": ["a"], "max_patches": 16}"""));
        Assert.SkipWhen(server.MappedFiles() is null, "this system does not tell which libraries a process has loaded");
        Assert.DoesNotContain("e_sqlite3", server.MappedFiles()!, StringComparison.Ordinal);

        await server.RequestAsync(11, "tools/call", Call("embed_text", """{"texts": ["a dog"]}"""));
        Assert.Contains("e_sqlite3", server.MappedFiles()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"arguments": {}}""", "missing")]
    [InlineData("""{"name": "rank_captions", "arguments": [1]}""", "'arguments' is of the wrong type")]
    [InlineData("""{"name": 5}""", "'name' is of the wrong type")]
    [InlineData("""{"name": "rank_captions", "arguments": {"captions": ["\ud800"]}}""", "surrogate")]
    public async Task Calls_that_no_tool_gets_to_see_are_told_what_is_wrong(string parameters, string part)
    {
        using var server = ServerProcess.Start();
        await server.InitializeAsync();

        var error = (await server.RequestAsync(1, "tools/call", parameters))["error"]!;

        Assert.Equal(-32602, (int)error["code"]!);
        Assert.Contains(part, (string)error["message"]!, StringComparison.Ordinal);
        Assert.NotNull((await server.RequestAsync(2, "tools/list", "{}"))["result"]);
    }

    [Fact]
    public async Task Lines_that_are_no_messages_do_not_stop_it()
    {
        using var server = ServerProcess.Start();
        await server.InitializeAsync();
        await server.SendAsync("hello");
        await server.SendAsync("{\"jsonrpc\":");
        await server.SendAsync("[]");
        await server.SendAsync("");

        var answer = await server.RequestAsync(1, "tools/list", "{}");

        Assert.Equal(ToolExample.All.Count, Assert.IsType<JsonArray>(answer["result"]!["tools"]).Count);
    }

    [Fact]
    public async Task It_ends_when_its_input_closes_before_the_first_message()
    {
        using var server = ServerProcess.Start("stdio");
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        Assert.Equal(("", 0), await server.CloseAsync(soon.Token));
    }

    private static string Call(string tool, string arguments) =>
        $$"""{"name":"{{tool}}","arguments":{{ToolExample.WithPlaces(arguments)}}}""";

    private static string Smaller(ToolExample example) =>
        example.Template.Contains("{scene}", StringComparison.Ordinal) ? example.Template.Replace("{\"", "{\"max_patches\": 16, \"", StringComparison.Ordinal) : example.Template;
}
