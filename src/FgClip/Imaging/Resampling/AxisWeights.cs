namespace FgClip.Imaging.Resampling;

/// <summary>
/// Which source pixels make up each pixel along one axis, and by what integer weights, as precompute_coeffs and
/// normalize_coeffs_8bpc in Pillow's Resample.c have them.
/// </summary>
internal sealed class AxisWeights
{
    /// <summary>A weight of one is 2 to this power.</summary>
    public const int Precision = 22;

    /// <summary>What is added before the shift by <see cref="Precision"/>, so that it rounds.</summary>
    public const int Half = 1 << (Precision - 1);

    /// <summary>Padded source pixels of a kernel step: <see cref="Taps"/> is a multiple of it.</summary>
    public const int TapGroup = 4;

    // A weight w is split into high · 2^LowBits + low with 0 ≤ low < 2^LowBits, so that both fit into 16 bits.
    private const int LowBits = 12;

    private AxisWeights(int first, int count, int taps)
    {
        First = first;
        Taps = taps;
        Starts = new int[count];
        Counts = new int[count];
        Weights = new int[count * taps];
    }

    /// <summary>Index of the first target pixel described here.</summary>
    public int First { get; }

    /// <summary>Weights of each target pixel, the zeros behind its own included.</summary>
    public int Taps { get; }

    /// <summary>Per target pixel its first source pixel.</summary>
    public int[] Starts { get; }

    /// <summary>Per target pixel how many source pixels have a weight.</summary>
    public int[] Counts { get; }

    /// <summary>[target pixels, Taps], zero behind each pixel's own.</summary>
    public int[] Weights { get; }

    /// <summary>Target pixels described here.</summary>
    public int Count => Starts.Length;

    /// <summary>The source pixel behind the last one that is used.</summary>
    public int SourceEnd { get; private set; }

    /// <summary>How many source pixels at most make up one target pixel.</summary>
    public static int MostTaps(int sourceSize, int targetSize, ResampleFilter filter) =>
        Math.Min(sourceSize, (int)Math.Min(int.MaxValue, (Math.Ceiling(Support(sourceSize, targetSize, filter)) * 2) + 1));

    /// <summary>The weights of target pixels <paramref name="first"/> to <paramref name="end"/> (exclusive).</summary>
    public static AxisWeights Create(int sourceSize, int targetSize, ResampleFilter filter, int first, int end)
    {
        var scale = Scale(sourceSize, targetSize);
        var stretch = Math.Max(1.0, scale);
        var support = Support(sourceSize, targetSize, filter);
        var most = MostTaps(sourceSize, targetSize, filter);
        var axis = new AxisWeights(first, end - first, (most + TapGroup - 1) / TapGroup * TapGroup);
        var exact = new double[most];
        var inverse = 1.0 / stretch;
        for (var i = 0; i < axis.Count; i++)
        {
            var center = (first + i + 0.5) * scale;
            var low = Math.Max(0, (int)(center - support + 0.5));
            var high = Math.Min(sourceSize, (int)(center + support + 0.5));
            var sum = 0.0;
            for (var j = low; j < high; j++)
            {
                var weight = filter == ResampleFilter.Bilinear
                    ? Triangle((j - center + 0.5) * inverse)
                    : Cubic((j - center + 0.5) * inverse);
                exact[j - low] = weight;
                sum += weight;
            }

            for (var j = 0; j < high - low; j++)
            {
                var weight = sum == 0.0 ? exact[j] : exact[j] / sum;
                axis.Weights[(i * axis.Taps) + j] = (int)((weight < 0 ? -0.5 : 0.5) + (weight * (1 << Precision)));
            }

            axis.Starts[i] = low;
            axis.Counts[i] = high - low;
            axis.SourceEnd = Math.Max(axis.SourceEnd, high);
        }

        return axis;
    }

    /// <summary>
    /// Moves each window that would reach beyond the source when read <see cref="Taps"/> wide to the left, with zero
    /// weights before its own. The source must have at least that many pixels.
    /// </summary>
    public void KeepInside(int sourceSize)
    {
        for (var i = Count - 1; i >= 0 && Starts[i] + Taps > sourceSize; i--)
        {
            var shift = Starts[i] + Taps - sourceSize;
            var row = Weights.AsSpan(i * Taps, Taps);
            row[..^shift].CopyTo(row[shift..]);
            row[..shift].Clear();
            Starts[i] -= shift;
            Counts[i] += shift;
        }
    }

    /// <summary>
    /// The weights by pairs of source pixels, four 16-bit numbers each: the low parts of both and the high parts of
    /// both, as instructions that multiply and add neighbours want them. [target pixels, Taps / 2, 4].
    /// </summary>
    public short[] SplitPairs()
    {
        var pairs = GC.AllocateUninitializedArray<short>(Weights.Length * 2);
        for (var i = 0; i < Weights.Length; i += 2)
        {
            pairs[i * 2] = (short)(Weights[i] & ((1 << LowBits) - 1));
            pairs[(i * 2) + 1] = (short)(Weights[i + 1] & ((1 << LowBits) - 1));
            pairs[(i * 2) + 2] = (short)(Weights[i] >> LowBits);
            pairs[(i * 2) + 3] = (short)(Weights[i + 1] >> LowBits);
        }

        return pairs;
    }

    // Pillow hands the source size over as a 32-bit float.
    private static double Scale(int sourceSize, int targetSize) => (double)(float)sourceSize / targetSize;

    private static double Support(int sourceSize, int targetSize, ResampleFilter filter) =>
        (filter == ResampleFilter.Bilinear ? 1.0 : 2.0) * Math.Max(1.0, Scale(sourceSize, targetSize));

    private static double Triangle(double x)
    {
        x = Math.Abs(x);
        return x < 1.0 ? 1.0 - x : 0.0;
    }

    private static double Cubic(double x)
    {
        const double A = -0.5;
        x = Math.Abs(x);
        return x < 1.0 ? (((((A + 2.0) * x) - (A + 3.0)) * x * x) + 1)
            : x < 2.0 ? ((((((x - 5) * x) + 8) * x) - 4) * A)
            : 0.0;
    }
}
