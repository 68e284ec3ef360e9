using FgClip.Mcp.Resources;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tests.Server;

public class ListChangedTests
{
    private const string Changed = NotificationMethods.ResourceListChangedNotification;

    [Theory]
    [InlineData("embed_text", """{"texts": ["a dog"]}""")]
    [InlineData("locate_concept", """{"image": {scene}, "concepts": ["a dog"], "image_output": "link"}""")]
    public async Task A_new_resource_is_announced(string tool, string arguments)
    {
        await using var server = await ConnectedServer.StartAsync(protocol: "2025-06-18");
        Assert.True(server.Client.ServerCapabilities.Resources?.ListChanged);
        var announced = new TaskCompletionSource();
        await using var registration = server.Client.RegisterNotificationHandler(Changed, (_, _) =>
        {
            announced.TrySetResult();
            return ValueTask.CompletedTask;
        });

        await server.CallAsync(tool, ToolExample.WithPlaces(arguments));

        await announced.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task What_is_known_already_is_not()
    {
        await using var server = await ConnectedServer.StartAsync(protocol: "2025-06-18");
        using var announced = new SemaphoreSlim(0);
        await using var registration = server.Client.RegisterNotificationHandler(Changed, (_, _) =>
        {
            announced.Release();
            return ValueTask.CompletedTask;
        });

        foreach (var text in new[] { "a dog", "a dog", "a cat" }) await server.AnswerAsync("embed_text", ToolExample.Json(new { texts = text }));

        for (var count = 0; count < 2; count++) Assert.True(await announced.WaitAsync(TimeSpan.FromMinutes(1)));
        await server.Client.PingAsync(); // what was sent before it has come
        Assert.Equal(0, announced.CurrentCount);
    }

    [Fact]
    public void Only_the_owners_sessions_are_told()
    {
        var changes = new ResourceListChanges();
        var (one, two) = (0, 0);
        changes.For("one").Changed += (_, _) => one++;
        changes.For("two").Changed += (_, _) => two++;

        changes.Raise("one");
        changes.Raise("one");
        changes.Raise("nobody");

        Assert.Equal((2, 0), (one, two));
    }
}
