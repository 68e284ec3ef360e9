using System.Runtime.Intrinsics;

namespace FgClip.Checkpoints;

/// <summary>
/// The values of one synthetic parameter: a SplitMix64 sequence seeded by the name, scaled by what the name says the
/// parameter is for. Every value follows from name, shape and index alone, so any part can be filled on any thread.
/// </summary>
internal readonly struct SyntheticValues
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private const ulong Mix1 = 0xBF58476D1CE4E5B9;
    private const ulong Mix2 = 0x94D049BB133111EB;
    private const float UniformScale = 1f / (1 << 23);

    private readonly ulong _seed;
    private readonly float _offset;
    private readonly float _scale;

    /// <param name="name">The parameter's name.</param>
    /// <param name="shape">Its dimensions, each at least 1.</param>
    public SyntheticValues(string name, ReadOnlySpan<long> shape)
    {
        _seed = Fnv1A(name);
        (_offset, _scale) = Rule(name, shape);
    }

    /// <summary>The 24 random bits of an element as a float32 in [−1, 1), exact.</summary>
    public float Uniform(long index)
    {
        var x = _seed + unchecked((ulong)(index + 1) * Step);
        x = (x ^ (x >> 30)) * Mix1;
        x = (x ^ (x >> 27)) * Mix2;
        x ^= x >> 31;
        return ((x >> 40) * UniformScale) - 1;
    }

    /// <summary>
    /// The value of an element: offset + u · scale. Where the offset is not 0, the product is exact, so that fused and
    /// separate arithmetic agree.
    /// </summary>
    public float this[long index] => _offset + (Uniform(index) * _scale);

    /// <summary>Fills with the values from <paramref name="first"/> on.</summary>
    public void Fill(long first, Span<float> destination)
    {
        if (_scale == 0)
        {
            destination.Fill(_offset);
            return;
        }

        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            i = FillVectors(first, destination);
        }

        for (; i < destination.Length; i++) destination[i] = this[first + i];
    }

    /// <summary>Sixteen elements at a time: two vectors of eight 64-bit states give one of sixteen float32.</summary>
    private int FillVectors(long first, Span<float> destination)
    {
        var lanes = Vector512.CreateSequence(1UL, 1UL);
        var low = Vector512.Create(_seed) + ((lanes + Vector512.Create((ulong)first)) * Step);
        var high = low + Vector512.Create(unchecked(8 * Step));
        var ahead = Vector512.Create(unchecked(16 * Step));
        var offset = Vector512.Create(_offset);
        var i = 0;
        for (; i <= destination.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var bits = Vector512.Narrow(TopBits(low), TopBits(high)).AsInt32();
            var uniform = (Vector512.ConvertToSingle(bits) * UniformScale) - Vector512<float>.One;
            (offset + (uniform * _scale)).CopyTo(destination[i..]);
            low += ahead;
            high += ahead;
        }

        return i;
    }

    private static Vector512<ulong> TopBits(Vector512<ulong> x)
    {
        x = (x ^ (x >>> 30)) * Mix1;
        x = (x ^ (x >>> 27)) * Mix2;
        x ^= x >>> 31;
        return x >>> 40;
    }

    /// <summary>The first rule that fits, as value = offset + u · scale.</summary>
    private static (float Offset, float Scale) Rule(string name, ReadOnlySpan<long> shape)
    {
        if (name == "logit_scale") return (3.625f, 0);
        if (name == "logit_bias") return (-7.25f, 0);
        if (name.StartsWith("logit_scale_", StringComparison.Ordinal)) return (4.6052f, 0);
        if (name.Contains("norm", StringComparison.Ordinal) && name.EndsWith("weight", StringComparison.Ordinal)) return (1, 1f / 4);
        if (name.EndsWith("bias", StringComparison.Ordinal)) return (0, 1f / 8);
        var embedding = name.Contains("embedding", StringComparison.Ordinal)
            && !name.Contains("patch_embedding", StringComparison.Ordinal);
        if (embedding || name.EndsWith("probe", StringComparison.Ordinal)) return (0, 1f / 2);
        // A uniform spread over ±√(3/n) has variance 1/n, n the number of inputs.
        double inputs = 1;
        for (var i = 1; i < shape.Length; i++) inputs *= shape[i];
        return (0, (float)Math.Sqrt(3 / inputs));
    }

    private static ulong Fnv1A(string name)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var letter in System.Text.Encoding.UTF8.GetBytes(name)) hash = unchecked((hash ^ letter) * 0x100000001B3);
        return hash;
    }
}
