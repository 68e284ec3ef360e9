using System.Numerics.Tensors;

namespace FgClip.Encoding;

/// <summary>Cosine similarity and L2 normalisation of features.</summary>
public static class Cosine
{
    /// <summary>Cosine of two features of equal dimension, −1 to 1; 0 where one has no length (a region without area).</summary>
    /// <exception cref="FgClipException">The dimensions differ.</exception>
    public static float Of(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        if (left.Length != right.Length)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                "features of different dimensions cannot be compared",
                expected: $"{left.Length}",
                got: $"{right.Length}",
                remedy: "Compare features of one checkpoint only.");
        }

        var lengths = TensorPrimitives.Norm(left) * TensorPrimitives.Norm(right);
        return lengths > 0 ? Math.Clamp(TensorPrimitives.Dot(left, right) / lengths, -1f, 1f) : 0f;
    }

    /// <summary>A copy of <paramref name="feature"/> with L2 norm 1; zeros stay zeros.</summary>
    public static float[] Normalize(ReadOnlySpan<float> feature)
    {
        var unit = feature.ToArray();
        var length = TensorPrimitives.Norm(feature);
        if (length > 0) TensorPrimitives.Divide(unit, length, unit);
        return unit;
    }
}
