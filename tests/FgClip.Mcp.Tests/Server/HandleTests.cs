using System.Text.Json;
using FgClip.Encoding;
using FgClip.Mcp.Hosting;
using FgClip.Mcp.Resources.Embeddings;
using FgClip.Tests;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tests.Server;

/// <summary>Kept embeddings: what a handle is, and where it may stand.</summary>
public class HandleTests(SharedServer shared)
{
    [Fact]
    public async Task A_handle_can_be_listed_and_read_and_gives_the_numbers_of_the_call()
    {
        var answer = await shared.Server.AnswerAsync("embed_image", ToolExample.WithPlaces("""{"images": [{scene}], "include_values": true}"""));
        var embedding = answer.GetProperty("embeddings")[0];
        var uri = embedding.GetProperty("uri").GetString()!;

        var listed = await shared.Server.Client.ListResourcesAsync();
        var content = Assert.IsType<TextResourceContents>(Assert.Single((await shared.Server.Client.ReadResourceAsync(uri)).Contents));

        Assert.Matches("^embedding://image/fgclip2-scenes/[0-9a-f]{32}$", uri);
        Assert.Contains(uri, listed.Select(resource => resource.Uri));
        Assert.Contains(EmbeddingUri.Stats, listed.Select(resource => resource.Uri));
        Assert.Equal("application/json", content.MimeType);
        var read = JsonElement.Parse(content.Text);
        Assert.True(JsonElement.DeepEquals(embedding.GetProperty("values"), read.GetProperty("values")));
        Assert.Equal(
            (uri, "image", "fgclip2-scenes", "float32", 256),
            (read.GetProperty("uri").GetString(), read.GetProperty("kind").GetString(), read.GetProperty("model").GetString(),
                read.GetProperty("precision").GetString(), read.GetProperty("max_patches").GetInt32()));
    }

    [Fact]
    public async Task A_handle_names_content_budget_and_kind()
    {
        async Task<string> Image(string arguments) => UriOf(await shared.Server.AnswerAsync("embed_image", ToolExample.WithPlaces(arguments)));
        async Task<string> Text(string arguments) => UriOf(await shared.Server.AnswerAsync("embed_text", arguments));

        var image = await Image("""{"images": [{scene}]}""");
        var text = await Text("""{"texts": ["a dog"]}""");

        Assert.Equal(image, await Image("""{"images": [{scene}], "max_patches": 256}"""));
        Assert.Equal(text, await Text("""{"texts": ["a dog"], "text_kind": "short"}"""));
        string[] others =
        [
            image, text, await Image("""{"images": [{other}]}"""), await Image("""{"images": [{scene}], "max_patches": 128}"""),
            await Text("""{"texts": ["a dog "]}"""), await Text("""{"texts": ["a dog"], "text_kind": "long"}"""), await Text("""{"texts": ["a dog"], "text_kind": "box"}"""),
        ];
        Assert.Distinct(others);
    }

    [Fact]
    public async Task Handles_score_exactly_as_what_they_stand_for()
    {
        var images = new[] { ToolExample.Scene, ToolExample.Other };
        string[] texts = ["a green snake", "一只狗"];
        var imageHandles = UrisOf(await shared.Server.AnswerAsync("embed_image", ToolExample.Json(new { images })));
        var textHandles = UrisOf(await shared.Server.AnswerAsync("embed_text", ToolExample.Json(new { texts })));

        var plain = await shared.Server.AnswerAsync("similarity", ToolExample.Json(new { images, texts }));
        var handled = await shared.Server.AnswerAsync("similarity", ToolExample.Json(new { images = imageHandles, texts = textHandles }));
        Assert.True(JsonElement.DeepEquals(plain.GetProperty("matrix"), handled.GetProperty("matrix")));

        var ranked = await shared.Server.AnswerAsync("rank_images", ToolExample.Json(new { text = texts[0], images }));
        var rankedHandles = await shared.Server.AnswerAsync("rank_images", ToolExample.Json(new { text = textHandles[0], images = imageHandles }));
        Assert.Equal(Numbers(ranked, "cosine"), Numbers(rankedHandles, "cosine"));

        var captions = await shared.Server.AnswerAsync("rank_captions", ToolExample.Json(new { image = images[0], captions = texts }));
        var captionsOfHandle = await shared.Server.AnswerAsync("rank_captions", ToolExample.Json(new { image = imageHandles[0], captions = texts }));
        Assert.Equal(Numbers(captions, "logit"), Numbers(captionsOfHandle, "logit"));
        Assert.Equal(256, captionsOfHandle.GetProperty("max_patches").GetInt32());
    }

    [Fact]
    public async Task Handles_outlive_the_server()
    {
        using var folder = new TemporaryFolder();
        var features = new ServerFeatures { Store = new EmbeddingStoreOptions { Folder = folder.Path } };
        string uri;
        await using (var first = await ConnectedServer.StartAsync(features: features))
        {
            uri = UriOf(await first.AnswerAsync("embed_image", ToolExample.WithPlaces("""{"images": [{scene}]}""")));
        }

        await using var second = await ConnectedServer.StartAsync(features: features);
        var answer = await second.AnswerAsync("rank_captions", ToolExample.Json(new { image = uri, captions = "a green snake" }));

        Assert.Single(answer.GetProperty("results").EnumerateArray());
    }

    [Fact]
    public async Task Features_of_another_model_are_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        var features = new ServerFeatures { Store = new EmbeddingStoreOptions { Folder = folder.File("data") } };
        string uri;
        await using (var first = await ConnectedServer.StartAsync(features: features))
        {
            uri = UriOf(await first.AnswerAsync("embed_image", ToolExample.WithPlaces("""{"images": [{scene}]}""")));
        }

        // The same name, other weights: preprocessing that reads pictures differently.
        var other = Directory.CreateDirectory(folder.File("model")).FullName;
        foreach (var file in Directory.GetFiles(TestData.ScenesModel)) File.Copy(file, Path.Combine(other, Path.GetFileName(file)));
        await File.AppendAllTextAsync(Path.Combine(other, "tokenizer_config.json"), " ");
        await using var second = await ConnectedServer.StartAsync(() => FgClipEncoder.Open(other), features: features);

        var error = await second.ErrorAsync("similarity", ToolExample.Json(new { images = new[] { uri, ToolExample.Scene } }));

        Assert.Contains("another model", error, StringComparison.Ordinal);
        Assert.Contains("Embed it again", error, StringComparison.Ordinal);
        Assert.Contains(uri, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("similarity", """{"images": ["embedding://image/fgclip2-scenes/00000000000000000000000000000000"], "texts": ["a"]}""", "no such embedding|embed_image")]
    [InlineData("similarity", """{"images": ["embedding://somewhere"], "texts": ["a"]}""", "malformed|embedding://{kind}/{model}/{id}")]
    [InlineData("similarity", """{"images": ["embedding://text/m/1"], "texts": ["a"]}""", "another kind|image")]
    [InlineData("similarity", """{"images": [{scene}], "texts": ["embedding://image/m/1"]}""", "another kind|text")]
    [InlineData("rank_captions", """{"image": "embedding://image/m/1", "captions": ["a"], "region": [0, 0, 9, 9]}""", "region")]
    [InlineData("locate_concept", """{"image": "embedding://image/m/1", "concepts": ["a"]}""", "needs the picture itself")]
    public async Task Handles_that_cannot_stand_there_are_told_why(string tool, string arguments, string words)
    {
        var error = await shared.Server.ErrorAsync(tool, ToolExample.WithPlaces(arguments));

        Assert.All(words.Split('|'), word => Assert.Contains(word, error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_handle_that_is_gone_among_good_pictures_has_its_own_error()
    {
        var answer = await shared.Server.AnswerAsync("similarity", ToolExample.WithPlaces(
            """{"images": [{scene}, "embedding://image/fgclip2-scenes/00000000000000000000000000000000"], "texts": ["a dog"]}"""));

        Assert.Contains("no such embedding", answer.GetProperty("rows")[1].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("matrix")[1][0].ValueKind);
        Assert.Equal(JsonValueKind.Number, answer.GetProperty("matrix")[0][0].ValueKind);
    }

    [Fact]
    public async Task Figures_count_what_is_kept()
    {
        await using var server = await ConnectedServer.StartAsync();
        await server.AnswerAsync("embed_text", """{"texts": ["a dog", "a cat", "a dog"]}""");

        var content = Assert.IsType<TextResourceContents>(Assert.Single((await server.Client.ReadResourceAsync(EmbeddingUri.Stats)).Contents));
        var stats = JsonElement.Parse(content.Text);

        Assert.Equal(2, stats.GetProperty("embeddings").GetInt32());
        var group = Assert.Single(stats.GetProperty("groups").EnumerateArray());
        Assert.Equal(("text", 2, 1024), (group.GetProperty("kind").GetString(), group.GetProperty("embeddings").GetInt32(), group.GetProperty("vector_bytes").GetInt32()));
    }

    [Fact]
    public async Task Long_lists_come_in_pages()
    {
        await using var server = await ConnectedServer.StartAsync();
        await server.AnswerAsync("embed_text", ToolExample.Json(new { texts = Enumerable.Range(0, 250).Select(number => $"{number} dogs") }));

        var first = await server.Client.ListResourcesAsync(new ListResourcesRequestParams());
        var all = await server.Client.ListResourcesAsync();

        Assert.NotNull(first.NextCursor);
        Assert.Equal(101, first.Resources.Count);
        Assert.Equal(251, all.DistinctBy(resource => resource.Uri).Count());
        await Assert.ThrowsAsync<McpProtocolException>(
            async () => await server.Client.ListResourcesAsync(new ListResourcesRequestParams { Cursor = "-1; DROP" }));
    }

    [Fact]
    public async Task Embeddings_that_cannot_be_kept_are_answered_with_a_warning()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("file"), "");
        await using var server = await ConnectedServer.StartAsync(
            features: new ServerFeatures { Store = new EmbeddingStoreOptions { Folder = folder.File("file") } });

        var answer = await server.AnswerAsync("embed_text", """{"texts": ["a dog"], "include_values": true}""");

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("embeddings")[0].GetProperty("uri").ValueKind);
        Assert.Equal(128, answer.GetProperty("embeddings")[0].GetProperty("values").GetArrayLength());
        Assert.Contains(answer.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains("could not be kept", StringComparison.Ordinal));
    }

    private static string UriOf(JsonElement answer) => UrisOf(answer)[0];

    private static string[] UrisOf(JsonElement answer) =>
        [.. answer.GetProperty("embeddings").EnumerateArray().Select(one => one.GetProperty("uri").GetString()!)];

    private static double[] Numbers(JsonElement answer, string member) =>
        [.. answer.GetProperty("results").EnumerateArray().Select(row => row.GetProperty(member).GetDouble())];
}
