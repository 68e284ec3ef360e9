using FgClip.Encoding;

namespace FgClip.Tests.Encoding;

public class CosineTests
{
    [Fact]
    public void Same_opposite_and_orthogonal_directions()
    {
        Assert.Equal(1f, Cosine.Of([1, 2, 3], [2, 4, 6]), 1e-6f);
        Assert.Equal(-1f, Cosine.Of([1, 2, 3], [-1, -2, -3]), 1e-6f);
        Assert.Equal(0f, Cosine.Of([1, 0], [0, 5]));
    }

    [Fact]
    public void A_feature_without_length_is_like_nothing() => Assert.Equal(0f, Cosine.Of([0, 0], [1, 1]));

    [Fact]
    public void Rounding_never_leaves_the_range() =>
        Assert.All(Enumerable.Range(1, 100), length =>
        {
            float[] values = [.. Enumerable.Range(0, length).Select(index => 0.1f + index)];
            Assert.InRange(Cosine.Of(values, values), 0.9999f, 1f);
        });

    [Fact]
    public void Other_dimensions_are_refused() =>
        Assert.Contains("one checkpoint", Assert.Throws<FgClipException>(() => Cosine.Of([1], [1, 2])).Message, StringComparison.Ordinal);

    [Fact]
    public void Normalised_features_have_length_one_and_zeros_stay()
    {
        Assert.Equal(1f, Cosine.Normalize([3, 4]).Sum(value => value * value), 1e-6f);
        Assert.Equal([0f, 0f], Cosine.Normalize([0, 0]));
    }
}
