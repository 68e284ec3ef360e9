using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tests.Server;

/// <summary>
/// Calls that a client cancels. The notification is sent by hand: the SDK's own client gives up a cancelled call without
/// telling the server.
/// </summary>
public class CancellationTests
{
    // Several seconds of work even for the small model: far more than the rest of the test.
    // Calls differ in their budget, or the second would wait for the first one's result and not in the queue.
    private static string LongCall(int budget) => ToolExample.WithPlaces(
        $$"""{"image": {scene}, "concepts": ["a dog"], "max_patches": {{budget}}, "allow_slow": true, "image_output": "none"}""");

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData(null)]
    public async Task A_cancelled_call_stops_computing_and_a_queued_one_never_starts(string? protocol)
    {
        await using var server = await ConnectedServer.StartAsync(protocol: protocol);
        await server.AnswerAsync("rank_captions", ToolExample.Of("rank_captions").Arguments); // the model is loaded
        var (running, queued) = (StartAsync(server, "one", 16384), StartAsync(server, "two", 16000));
        while ((await server.AnswerAsync("server_status", "{}")).GetProperty("queue").GetProperty("waiting_calls").GetInt32() == 0)
        {
            // One computes as soon as the other waits for it; each look is a round trip to the server.
            Assert.False(running.IsCompleted || queued.IsCompleted, "a long call ended before it could be cancelled");
        }

        await CancelAsync(server, "two");
        await CancelAsync(server, "one");

        // Notifications take effect in their own time, which is soon: a server that went on, or began the queued call, would
        // compute for many seconds.
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (await QueueAsync(server, soon.Token) is not (0, false))
        {
        }

        Assert.True((await server.CallAsync("rank_captions", ToolExample.Of("rank_captions").Arguments, cancellation: soon.Token)).IsError is not true);
        Assert.False(running.IsCompletedSuccessfully || queued.IsCompletedSuccessfully);
    }

    private static async Task<(int Waiting, bool Running)> QueueAsync(ConnectedServer server, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var queue = (await server.AnswerAsync("server_status", "{}")).GetProperty("queue");
        return (queue.GetProperty("waiting_calls").GetInt32(), queue.GetProperty("running").GetBoolean());
    }

    private static Task<JsonRpcResponse> StartAsync(ConnectedServer server, string id, int budget) => server.Client.SendRequestAsync(new JsonRpcRequest
    {
        Id = new RequestId(id),
        Method = RequestMethods.ToolsCall,
        Params = new JsonObject { ["name"] = "locate_concept", ["arguments"] = JsonNode.Parse(LongCall(budget)) },
    });

    private static Task CancelAsync(ConnectedServer server, string id) => server.Client.SendMessageAsync(new JsonRpcNotification
    {
        Method = NotificationMethods.CancelledNotification,
        Params = JsonSerializer.SerializeToNode(new { requestId = id }),
    });
}
