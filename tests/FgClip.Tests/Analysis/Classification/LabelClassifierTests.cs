using FgClip.Analysis.Classification;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Tests.Encoding;

namespace FgClip.Tests.Analysis.Classification;

public class LabelClassifierTests(ScenesFixture scenes)
{
    private readonly LabelClassifier _classifier = new(scenes.Encoder);

    [Fact]
    public async Task Scores_follow_the_plain_formula_over_several_templates()
    {
        string[] labels = ["dog", "snake", "bicycle"], templates = ["a {}", "one {} there", "{}"];
        var image = await scenes.Encoder.EncodeImageAsync(scenes.Picture);

        var scores = await _classifier.ClassifyAsync(image, labels, new LabelTemplates(templates));

        var cosines = new double[labels.Length];
        for (var index = 0; index < labels.Length; index++)
        {
            var label = labels[index];
            var texts = await scenes.Encoder.EncodeTextsAsync([.. templates.Select(template => template.Replace("{}", label, StringComparison.Ordinal))], TextKind.Short);
            cosines[index] = PlainCosine(PlainMean([.. texts.Select(text => text.Feature.ToArray())]), image.Feature.ToArray());
        }

        var logits = cosines.Select(cosine => cosine * scenes.Encoder.Scoring.Scale + scenes.Encoder.Scoring.Bias).ToArray();
        foreach (var score in scores)
        {
            Assert.Equal(labels[score.Index], score.Label);
            Assert.Equal(cosines[score.Index], score.Cosine, 1e-5);
            Assert.Equal(logits[score.Index], score.Logit!.Value, 1e-3);
            Assert.Equal(1 / (1 + Math.Exp(-logits[score.Index])), score.Probability!.Value, 1e-4);
            Assert.Equal(Math.Exp(logits[score.Index]) / logits.Sum(Math.Exp), score.Share, 1e-4);
        }

        Assert.Equal(scores.OrderByDescending(score => score.Cosine), scores);
    }

    [Fact]
    public async Task A_part_is_scored_with_the_box_head_and_has_no_probability()
    {
        var box = new BoxPixels(0, 100, 150, 288);
        var image = await scenes.Encoder.EncodeImageAsync(scenes.Picture, new ImageEncodingOptions { Parts = ImageParts.Dense });

        var scores = Assert.Single(await _classifier.ClassifyAsync(image, [box], ["a dog", "a snake"]));

        Assert.Equal("a snake", scores[0].Label);
        var text = (await scenes.Encoder.EncodeTextsAsync(["a snake"], TextKind.Box))[0];
        Assert.Equal(PlainCosine(text.Feature.ToArray(), image.Dense.Region(box)), scores[0].Cosine, 1e-5);
        Assert.Equal(1 / (1 + Math.Exp(100 * (scores[1].Cosine - scores[0].Cosine))), scores[0].Share, 1e-6);
        Assert.All(scores, score => Assert.Equal((null, null), (score.Logit, score.Probability)));
    }

    [Fact]
    public async Task Many_labels_give_each_what_it_gets_alone()
    {
        var image = await scenes.Encoder.EncodeImageAsync(scenes.Picture);
        string[] labels = [.. Enumerable.Range(0, 70).Select(number => $"{number} dogs")];

        var together = await _classifier.ClassifyAsync(image, labels);

        foreach (var score in together.Take(5))
        {
            var alone = Assert.Single(await _classifier.ClassifyAsync(image, [score.Label]));
            Assert.Equal(alone.Cosine, score.Cosine, 1e-5f);
            Assert.Equal(1, alone.Share);
        }
    }

    [Fact]
    public async Task Lists_that_cannot_be_used_are_refused()
    {
        var image = await scenes.Encoder.EncodeImageAsync(scenes.Picture, new ImageEncodingOptions { Parts = ImageParts.All });
        BoxPixels whole = new(0, 0, 10, 10), reversed = new(10, 10, 0, 0), noNumber = new(double.NaN, 0, 10, 10), outside = new(-10, -10, 0, 0);

        await Assert.ThrowsAsync<FgClipException>(() => _classifier.ClassifyAsync(image, []));
        await Assert.ThrowsAsync<FgClipException>(() => _classifier.ClassifyAsync(image, ["a", " "]));
        await Assert.ThrowsAsync<FgClipException>(() => _classifier.ClassifyAsync(image, [.. Enumerable.Repeat("a", 257)]));
        await Assert.ThrowsAsync<FgClipException>(() => _classifier.ClassifyAsync(image, [.. Enumerable.Repeat("a", 200)], new LabelTemplates([.. Enumerable.Repeat("a {}", 6)])));
        await Assert.ThrowsAsync<FgClipException>(() => _classifier.ClassifyAsync(image, [], ["a"]));
        await Assert.ThrowsAsync<FgClipException>(() => _classifier.ClassifyAsync(image, [.. Enumerable.Repeat(whole, 65)], ["a"]));
        foreach (var box in new[] { reversed, noNumber, outside })
        {
            var error = await Assert.ThrowsAsync<FgClipException>(() => _classifier.ClassifyAsync(image, [whole, box], ["a"]));
            Assert.Contains("boxes[1]", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("a photo")]
    [InlineData("{} {}")]
    [InlineData(" ")]
    public void Templates_without_one_place_for_the_label_are_refused(string template)
    {
        var error = Assert.Throws<FgClipException>(() => new LabelTemplates(["a {}", template]));

        Assert.Contains("templates[1]", error.Message, StringComparison.Ordinal);
    }

    private static double[] PlainMean(float[][] features)
    {
        var mean = new double[features[0].Length];
        foreach (var feature in features)
        {
            var length = Math.Sqrt(feature.Sum(value => (double)value * value));
            for (var index = 0; index < mean.Length; index++) mean[index] += feature[index] / length / features.Length;
        }

        return mean;
    }

    private static double PlainCosine(float[] left, float[] right) => PlainCosine([.. left.Select(value => (double)value)], right);

    private static double PlainCosine(double[] left, float[] right) =>
        left.Zip(right, (one, other) => one * other).Sum()
        / Math.Sqrt(left.Sum(value => value * value)) / Math.Sqrt(right.Sum(value => (double)value * value));
}
