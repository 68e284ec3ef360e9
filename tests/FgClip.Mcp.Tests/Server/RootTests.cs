using FgClip.Tests;

namespace FgClip.Mcp.Tests.Server;

/// <summary>A server that may read below one folder only.</summary>
public sealed class RootTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private ConnectedServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_folder.File("root/sub"));
        File.Copy(ToolExample.Scene, _folder.File("root/sub/scene.jpg"));
        File.Copy(ToolExample.Scene, _folder.File("secret.jpg"));
        Directory.CreateDirectory(_folder.File("root-beside"));
        File.Copy(ToolExample.Scene, _folder.File("root-beside/secret.jpg"));
        _server = await ConnectedServer.StartAsync(pictures: new() { Roots = [_folder.File("root")] });
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Relative_absolute_and_file_uri_paths_below_it_are_read()
    {
        string[] images = ["sub/scene.jpg", "./sub/../sub/scene.jpg", _folder.File("root/sub/scene.jpg"), new Uri(_folder.File("root/sub/scene.jpg")).AbsoluteUri];

        var answer = await _server.AnswerAsync("embed_image", ToolExample.Json(new { images }));

        Assert.All(answer.GetProperty("embeddings").EnumerateArray(), item => Assert.Equal(128, item.GetProperty("dimensions").GetInt32()));
    }

    [Theory]
    [InlineData("../secret.jpg")]
    [InlineData("sub/../../secret.jpg")]
    [InlineData("{folder}/secret.jpg")]
    [InlineData("{folder}/root-beside/secret.jpg")]
    [InlineData("{folder}/no-such-secret.jpg")]
    [InlineData("file://{folder}/secret.jpg")]
    [InlineData("file://{folder}/root/..%2Fsecret.jpg")]
    [InlineData("~/secret.jpg")]
    public async Task What_lies_outside_is_refused_alike_whether_it_exists_or_not_and_is_not_echoed(string path)
    {
        var error = await ErrorAsync(path.Replace("{folder}", _folder.Path, StringComparison.Ordinal));

        IsRefusal(error);
    }

    [Fact]
    public async Task A_link_to_the_outside_is_refused()
    {
        File.CreateSymbolicLink(_folder.File("root/secret-link.jpg"), _folder.File("secret.jpg"));
        Directory.CreateSymbolicLink(_folder.File("root/secret-folder"), _folder.File("root-beside"));

        IsRefusal(await ErrorAsync("secret-link.jpg"));
        IsRefusal(await ErrorAsync("secret-folder/secret.jpg"));
    }

    [Fact]
    public async Task A_link_to_the_inside_is_followed()
    {
        File.CreateSymbolicLink(_folder.File("root/inner.jpg"), _folder.File("root/sub/scene.jpg"));

        var answer = await _server.AnswerAsync("embed_image", """{"images": ["inner.jpg"]}""");

        Assert.Single(answer.GetProperty("embeddings").EnumerateArray());
    }

    [Fact]
    public async Task A_missing_file_below_it_is_named()
    {
        Assert.Contains("no-such.jpg", await ErrorAsync("no-such.jpg"), StringComparison.Ordinal);
    }

    private static void IsRefusal(string error)
    {
        Assert.Contains("outside the folders", error, StringComparison.Ordinal);
        Assert.Contains("--root", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    private Task<string> ErrorAsync(string image) => _server.ErrorAsync("rank_captions", ToolExample.Json(new { image, captions = "a dog" }));
}
