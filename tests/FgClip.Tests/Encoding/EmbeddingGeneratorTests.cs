using FgClip.Encoding;
using Microsoft.Extensions.AI;

namespace FgClip.Tests.Encoding;

public class EmbeddingGeneratorTests(ScenesFixture scenes)
{
    [Fact]
    public async Task A_fitting_text_is_nearer_to_the_picture_than_another()
    {
        using TextEmbeddingGenerator texts = new(scenes.Encoder);
        using ImageEmbeddingGenerator images = new(scenes.Encoder);
        var bytes = await File.ReadAllBytesAsync(Path.Combine(TestData.Root, "samples", "scene.jpg"));

        var image = (await images.GenerateAsync([new DataContent(bytes, "image/jpeg")]))[0].Vector;
        var captions = await texts.GenerateAsync(["a green snake on an orange background", "two dogs on a blue background"]);

        Assert.True(Dot(image, captions[0].Vector) > Dot(image, captions[1].Vector));
        Assert.Equal(1f, Dot(image, image), 1e-5f);
        Assert.Equal("fgclip2-scenes", captions[0].ModelId);
    }

    [Fact]
    public void Generators_tell_what_they_run()
    {
        using var generator = new TextEmbeddingGenerator(scenes.Encoder);

        var metadata = Assert.IsType<EmbeddingGeneratorMetadata>(generator.GetService(typeof(EmbeddingGeneratorMetadata)));
        Assert.Equal(128, metadata.DefaultModelDimensions);
        Assert.Same(scenes.Encoder, generator.GetService(typeof(FgClipEncoder)));
        Assert.Null(generator.GetService(typeof(string)));
    }

    [Fact]
    public async Task Another_model_or_dimension_is_refused()
    {
        using var generator = new TextEmbeddingGenerator(scenes.Encoder);

        await Assert.ThrowsAsync<FgClipException>(
            () => generator.GenerateAsync(["a dog"], new EmbeddingGenerationOptions { ModelId = "other" }));
        await Assert.ThrowsAsync<FgClipException>(
            () => generator.GenerateAsync(["a dog"], new EmbeddingGenerationOptions { Dimensions = 64 }));
    }

    private static float Dot(ReadOnlyMemory<float> left, ReadOnlyMemory<float> right) =>
        left.ToArray().Zip(right.ToArray(), (a, b) => a * b).Sum();
}
