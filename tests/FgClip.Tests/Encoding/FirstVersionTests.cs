using FgClip.Analysis;
using FgClip.Analysis.Mismatch;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Model;

namespace FgClip.Tests.Encoding;

/// <summary>The encoder over a checkpoint of FG-CLIP's first version; that its numbers are right is for the golden sets.</summary>
public sealed class FirstVersionTests : IDisposable
{
    private readonly FgClipEncoder _encoder = FgClipEncoder.Open(TestData.Golden("fgclip1-tiny", "checkpoint"));

    private static Picture Photo => PictureReader.Read(TestData.Golden("fgclip1-tiny", "inputs", "photo.jpg"));

    public void Dispose() => _encoder.Dispose();

    [Theory]
    [InlineData(TextKind.Short)]
    [InlineData(TextKind.Box)]
    [InlineData(TextKind.Long)]
    public async Task Texts_of_a_batch_equal_texts_alone(TextKind kind)
    {
        string[] texts = [.. Enumerable.Range(0, 40).Select(number => string.Concat(Enumerable.Repeat($"a dog {number} ", 1 + (number % 9))))];

        var batch = await _encoder.EncodeTextsAsync(texts, kind);

        using var other = FgClipEncoder.Open(_encoder.Checkpoint.Folder); // one that remembers nothing
        foreach (var index in new[] { 0, 1, 8, 9, 39 })
        {
            var alone = (await other.EncodeTextsAsync([texts[index]], kind))[0];
            Assert.Equal(_encoder.TextLength(kind), alone.Ids.Length);
            Assert.Equal(alone.Ids.ToArray(), batch[index].Ids.ToArray());
            AssertNear(alone.Feature.Span, batch[index].Feature.Span);
        }
    }

    [Fact]
    public async Task What_follows_the_first_end_token_does_not_count()
    {
        var texts = await _encoder.EncodeTextsAsync(["a dog", "a dog <|endoftext|> and a cat"], TextKind.Short);

        Assert.NotEqual(texts[0].Ids.ToArray(), texts[1].Ids.ToArray());
        AssertNear(texts[0].Feature.Span, texts[1].Feature.Span);
    }

    [Fact]
    public async Task Sequences_without_an_end_token_give_the_first_tokens_feature()
    {
        var features = await _encoder.EncodeIdsAsync([[930, 5, 6], [930, 7, 8]], TextKind.Short, CancellationToken.None);

        AssertNear(features[0], features[1]);
    }

    [Fact]
    public async Task Every_budget_gives_the_same_square()
    {
        var image = await _encoder.EncodeImageAsync(Photo, new ImageEncodingOptions { Parts = ImageParts.All });
        var again = await _encoder.EncodeImageAsync(Photo, new ImageEncodingOptions { Parts = ImageParts.All, MaxPatches = 1024 });

        Assert.Equal((36, new PatchGrid(6, 6)), (again.Budget, again.Grid));
        Assert.Equal((_encoder.FeatureDimension, 36 * 40), (image.Feature.Length, image.Dense.Values.Length));
        AssertNear(image.Feature.Span, again.Feature.Span);
    }

    [Fact]
    public async Task Captions_have_shares_and_no_probability()
    {
        var image = await _encoder.EncodeImageAsync(Photo);

        var ranked = await new CaptionRanker(_encoder).RankAsync(image, ["a dog", "A dog", "two red cats"]);

        Assert.All(ranked, caption => Assert.Null(caption.Probability));
        Assert.Equal(1, ranked.Sum(caption => caption.Share), 5);
        Assert.Equal(ranked.Single(caption => caption.Index == 0).Cosine, ranked.Single(caption => caption.Index == 1).Cosine); // it lower-cases itself
        Assert.Equal(0, _encoder.Scoring.Bias);
    }

    [Fact]
    public async Task Phrases_are_located_and_captions_checked()
    {
        var image = await _encoder.EncodeImageAsync(Photo, new ImageEncodingOptions { Parts = ImageParts.All });

        var located = Assert.Single(await new PhraseLocator(_encoder).LocateAsync(image, ["a red dog"]));
        var report = await new MismatchDetector(_encoder).CheckAsync(image, "a red dog is left of a cat", CancellationToken.None);

        Assert.InRange(located.Score, 0, 1);
        Assert.Equal(new PatchGrid(6, 6), located.HeatMap.Grid);
        Assert.NotEmpty(report.Claims);
    }

    [Fact]
    public void Its_limits_are_told()
    {
        var warning = Assert.Single(_encoder.Warnings);

        Assert.Contains("English only", warning, StringComparison.Ordinal);
        Assert.Contains("no probabilities", warning, StringComparison.Ordinal);
        Assert.Contains("48×48", warning, StringComparison.Ordinal);
        Assert.Equal(["en"], _encoder.Checkpoint.Card.Languages);
    }

    [Theory]
    [InlineData("vocab.json", "", "tokenizer.json, or vocab.json and merges.txt")]
    [InlineData("config.json", "\"eos_token_id\": 931", "expected text_config.eos_token_id 7, got 931")]
    public async Task A_checkpoint_whose_tokenizer_is_missing_or_not_its_own_encodes_ids_but_no_texts(string file, string part, string says)
    {
        using var folder = new TemporaryFolder();
        foreach (var source in Directory.GetFiles(_encoder.Checkpoint.Folder)) File.Copy(source, folder.File(Path.GetFileName(source)));
        if (part.Length > 0) await File.WriteAllTextAsync(folder.File(file), (await File.ReadAllTextAsync(folder.File(file))).Replace(part, "\"eos_token_id\": 7", StringComparison.Ordinal));
        else foreach (var name in new[] { file, "merges.txt" }) File.Delete(folder.File(name));
        using var encoder = FgClipEncoder.Open(folder.Path);

        Assert.Equal(40, (await encoder.EncodeIdsAsync([[930, 5, 7]], TextKind.Short, CancellationToken.None))[0].Length);
        var error = await Assert.ThrowsAsync<FgClipException>(() => encoder.EncodeTextsAsync(["a dog"], TextKind.Short));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Patches_lie_as_the_convolutions_weights_do_and_end_with_an_empty_row()
    {
        var family = ModelFamily.Of(_encoder.Checkpoint);
        var (budget, grid) = family.GridOf(Photo.Width, Photo.Height, null);

        var patches = family.PatchesOf(Photo.Pixels, budget);

        var rgb = family.Resize(Photo.Pixels, grid).ToRgb24(); // 48×48
        var preprocessor = _encoder.Checkpoint.Preprocessor;
        for (var patch = 0; patch < 36; patch++)
        {
            for (var value = 0; value < 192; value++)
            {
                var (channel, row, column) = (value / 64, value / 8 % 8, value % 8);
                var pixel = rgb[((((patch / 6 * 8) + row) * 48) + (patch % 6 * 8) + column) * 3 + channel];
                var want = ((pixel / 255.0) - preprocessor.ImageMean[channel]) / preprocessor.ImageStd[channel];
                Assert.Equal(want, patches[(patch * 192) + value], 1e-6);
            }
        }

        Assert.All(patches[(36 * 192)..], value => Assert.Equal(0, value));
    }

    private static void AssertNear(ReadOnlySpan<float> want, ReadOnlySpan<float> got)
    {
        Assert.Equal(want.Length, got.Length);
        for (var index = 0; index < want.Length; index++) Assert.Equal(want[index], got[index], 1e-5f);
    }
}
