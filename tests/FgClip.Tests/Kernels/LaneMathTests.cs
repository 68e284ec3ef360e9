using FgClip.Kernels;

namespace FgClip.Tests.Kernels;

public unsafe class LaneMathTests
{
    [Fact]
    public void Exponentials_are_right_to_two_units_in_the_last_place_where_they_are_normal_numbers()
    {
        Assert.SkipWhen(PanelKernels.Best is null, "the processor has no such registers");

        for (var x = -87.25f; x < 88.2f; x += 0.0137f) AssertNear(Math.Exp(x), First(LaneMath.Exp(Lanes256.Of(x))));
        foreach (var x in new[] { 0, -0f, 1e-30f, 0.34657359f, -0.34657359f, 0.34657362f }) AssertNear(Math.Exp(x), First(LaneMath.Exp(Lanes256.Of(x))));
        Assert.InRange(First(LaneMath.Exp(Lanes256.Of(-1e30f))), 0, 2e-38f);
        Assert.True(float.IsFinite(First(LaneMath.Exp(Lanes256.Of(1e30f)))));
        Assert.True(float.IsNaN(First(LaneMath.Exp(Lanes256.Of(float.NaN)))));
    }

    [Fact]
    public void Gelu_is_right_to_a_few_units_in_the_last_place_also_where_it_is_near_zero()
    {
        Assert.SkipWhen(PanelKernels.Best is null, "the processor has no such registers");

        for (var x = -6f; x < 12; x += 0.0113f)
        {
            var u = Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x));
            var want = x / (1 + Math.Exp(-2 * u)); // ½x(1 + tanh u)
            Assert.Equal(want, First(LaneMath.GeluTanh(Lanes256.Of(x))), Math.Max(1e-30, Math.Abs(want) * 4e-6));
        }

        Assert.Equal(0, First(LaneMath.GeluTanh(Lanes256.Of(0))));
        Assert.Equal(1000, First(LaneMath.GeluTanh(Lanes256.Of(1000))));
        Assert.Equal(0, First(LaneMath.GeluTanh(Lanes256.Of(-1000))), 1e-30);
    }

    private static void AssertNear(double want, float got) => Assert.Equal(want, got, want * 2.4e-7);

    private static float First(Lanes256 lanes)
    {
        var values = stackalloc float[Lanes256.Count];
        lanes.Store(values);
        for (var lane = 1; lane < Lanes256.Count; lane++) Assert.Equal(values[0], values[lane]);
        return values[0];
    }
}
