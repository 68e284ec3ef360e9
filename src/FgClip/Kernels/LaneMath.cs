using System.Runtime.CompilerServices;

namespace FgClip.Kernels;

/// <summary>Functions over lanes, to within two units in the last place of float32.</summary>
internal static class LaneMath
{
    /// <summary>Added and taken away again, it rounds numbers below 2²² to whole ones: 1.5 · 2²³.</summary>
    private const float Rounding = 12582912f;

    private const float LogTwoOfE = 1.44269504f;

    // ln 2 in two parts, the first of which has few bits, so that its products with whole numbers are exact.
    private const float LnTwoHigh = 0.693359375f;
    private const float LnTwoLow = -2.12194440e-4f;

    // Where eˣ is a normal float32.
    private const float Lowest = -87.3f;
    private const float Highest = 88.3f;

    /// <summary>
    /// eˣ, as 2ⁿ·eʳ with whole n and |r| at most ln 2 / 2, where a polynomial of degree 6 serves (the coefficients of the
    /// Cephes library's expf). Below −87.3 it stays at that point's value, which is 0 beside anything.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x)
        where T : struct, ILanes<T>
    {
        x = T.Min(T.Of(Highest), T.Max(T.Of(Lowest), x)); // in this order what is no number stays none
        var n = T.MultiplyAdd(x, T.Of(LogTwoOfE), T.Of(Rounding)) - T.Of(Rounding);
        var r = T.MultiplyAdd(n, T.Of(-LnTwoHigh), x);
        r = T.MultiplyAdd(n, T.Of(-LnTwoLow), r);

        var p = T.Of(1.9875691500e-4f);
        p = T.MultiplyAdd(p, r, T.Of(1.3981999507e-3f));
        p = T.MultiplyAdd(p, r, T.Of(8.3334519073e-3f));
        p = T.MultiplyAdd(p, r, T.Of(4.1665795894e-2f));
        p = T.MultiplyAdd(p, r, T.Of(1.6666665459e-1f));
        p = T.MultiplyAdd(p, r, T.Of(5.0000001201e-1f));
        p = T.MultiplyAdd(p, r * r, r) + T.Of(1);
        return p * T.TwoTo(n);
    }

    /// <summary>
    /// GELU by its approximation with tanh: ½x(1 + tanh u), u = √(2/π)·(x + 0.044715·x³). Written as x / (1 + e⁻²ᵘ), which
    /// is the same and loses no places where tanh is near −1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T GeluTanh<T>(T x)
        where T : struct, ILanes<T>
    {
        const float minusTwoRoot = -1.5957691216f; // −2·√(2/π)
        var inner = T.MultiplyAdd(x * x, T.Of(0.044715f * minusTwoRoot), T.Of(minusTwoRoot)) * x;
        return x / (T.Of(1) + Exp(inner));
    }
}
