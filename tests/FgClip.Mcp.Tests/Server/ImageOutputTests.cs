using FgClip.Mcp.Resources;
using FgClip.Tests;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tests.Server;

/// <summary>The ways in which a drawn picture comes back.</summary>
public class ImageOutputTests(SharedServer shared)
{
    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47];

    [Fact]
    public async Task Inline_is_the_default_and_gives_the_json_first_and_then_pngs()
    {
        var result = await CallAsync(null);

        Assert.IsType<TextContentBlock>(result.Content[0]);
        var picture = Assert.IsType<ImageContentBlock>(Assert.Single(result.Content.Skip(1)));
        Assert.Equal("image/png", picture.MimeType);
        Assert.Equal(PngSignature, picture.DecodedData[..4].ToArray());
    }

    [Fact]
    public async Task None_gives_the_json_alone()
    {
        var result = await CallAsync("none");

        Assert.Single(result.Content);
    }

    [Fact]
    public async Task A_path_names_a_png_in_the_temporary_folder_of_this_run()
    {
        string[] paths = [await PathAsync(), await PathAsync()];

        Assert.NotEqual(paths[0], paths[1]);
        Assert.Equal(Path.GetDirectoryName(paths[0]), Path.GetDirectoryName(paths[1]));
        Assert.All(paths, path => Assert.Equal(PngSignature, File.ReadAllBytes(path).Take(4)));
        Directory.Delete(Path.GetDirectoryName(paths[0])!, recursive: true); // the server makes another when it needs one

        async Task<string> PathAsync()
        {
            var result = await CallAsync("path");
            var path = Assert.IsType<TextContentBlock>(Assert.Single(result.Content.Skip(1))).Text;
            Assert.StartsWith(Path.Combine(Path.GetTempPath(), PictureFiles.FolderPrefix), path, StringComparison.Ordinal);
            return path;
        }
    }

    [Fact]
    public async Task A_link_can_be_listed_and_read_and_is_a_picture_for_the_next_call()
    {
        var result = await CallAsync("link");

        var link = Assert.IsType<ResourceLinkBlock>(Assert.Single(result.Content.Skip(1)));
        Assert.Equal("image/png", link.MimeType);
        Assert.Contains(link.Uri, (await shared.Server.Client.ListResourcesAsync()).Select(resource => resource.Uri));
        var content = Assert.IsType<BlobResourceContents>(Assert.Single((await shared.Server.Client.ReadResourceAsync(link.Uri)).Contents));
        Assert.Equal((link.Size, link.Uri, "image/png"), (content.DecodedData.Length, content.Uri, content.MimeType));
        Assert.Equal(PngSignature, content.DecodedData[..4].ToArray());

        var answer = await shared.Server.AnswerAsync("rank_captions", ToolExample.Json(new { image = link.Uri, captions = "a green snake" }));

        Assert.Single(answer.GetProperty("results").EnumerateArray());
    }

    [Fact]
    public async Task An_unknown_resource_is_an_error_that_names_it()
    {
        var error = await Assert.ThrowsAsync<McpProtocolException>(
            async () => await shared.Server.Client.ReadResourceAsync("fgclip://rendered/gone.png"));

        Assert.Equal(McpErrorCode.ResourceNotFound, error.ErrorCode);
        Assert.Contains("fgclip://rendered/gone.png", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_work_where_paths_are_confined_to_a_folder()
    {
        using var folder = new TemporaryFolder();
        File.Copy(ToolExample.Scene, folder.File("scene.jpg"));
        await using var server = await ConnectedServer.StartAsync(pictures: new() { Roots = [folder.Path] });
        var drawn = await server.CallAsync("locate_concept", """{"image": "scene.jpg", "concepts": ["a dog"], "image_output": "link"}""");

        var link = Assert.Single(drawn.Content.OfType<ResourceLinkBlock>());
        var answer = await server.AnswerAsync("embed_image", ToolExample.Json(new { images = link.Uri }));

        Assert.Equal(128, answer.GetProperty("embeddings")[0].GetProperty("dimensions").GetInt32());
    }

    private Task<CallToolResult> CallAsync(string? output) => shared.Server.CallAsync(
        "locate_concept", ToolExample.Json(new { image = ToolExample.Scene, concepts = "a green snake", image_output = output }));
}
