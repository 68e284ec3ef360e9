using CsCheck;
using FgClip.Checkpoints;

namespace FgClip.Tests.Checkpoints;

public class NarrowConversionTests
{
    private static readonly float[] Special =
        [0f, -0f, 1, -1, 65504, 65519, -65519, 65520, 1e-8f, -1e-8f, 5.96e-8f, 3.4e38f, float.MaxValue, float.Epsilon, float.PositiveInfinity, float.NegativeInfinity];

    [Fact]
    public void Bfloat16_is_the_nearest_of_the_two_neighbours_and_even_where_both_are_as_near()
    {
        Gen.UInt.Select(BitConverter.UInt32BitsToSingle).Where(value => !float.IsNaN(value)).Sample(AssertNearest, iter: 20_000);
        foreach (var value in Special) AssertNearest(value);
        AssertNearest(BitConverter.UInt32BitsToSingle(0x3F808000)); // a tie below an odd value
        AssertNearest(BitConverter.UInt32BitsToSingle(0x3F818000)); // a tie below an even one
    }

    [Fact]
    public void What_is_no_number_stays_none()
    {
        foreach (var bits in new[] { 0x7F800001u, 0x7FFFFFFFu, 0xFF800001u, 0x7FC00000u })
        {
            Span<ushort> narrow = [0];
            NarrowConversion.ToBFloat16([BitConverter.UInt32BitsToSingle(bits)], narrow);

            Assert.True(float.IsNaN(Widen(narrow[0])), $"{bits:X}");
        }
    }

    [Fact]
    public void Float16_is_what_the_runtime_makes_of_each_value()
    {
        float[] values = [.. Special.Where(value => !(Math.Abs(value) >= 65520 && float.IsFinite(value))), float.NaN, 0.1f, 3.14159f];
        var narrow = new Half[values.Length];

        Assert.True(NarrowConversion.ToFloat16(values, narrow));
        Assert.Equal(values.Select(value => (Half)value), narrow);
    }

    [Theory]
    [InlineData(65519f, true)] // rounds down to the largest
    [InlineData(65520f, false)]
    [InlineData(-1e30f, false)]
    [InlineData(float.PositiveInfinity, true)] // was none before either
    public void A_value_that_float16_cannot_hold_is_told(float value, bool fits) =>
        Assert.Equal(fits, NarrowConversion.ToFloat16([1, value], new Half[2]));

    private static void AssertNearest(float value)
    {
        Span<ushort> narrow = [0];
        NarrowConversion.ToBFloat16([value], narrow);

        var below = (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16); // towards zero
        var above = (ushort)(below + 1);
        double down = Math.Abs((double)value - Widen(below)), up = Math.Abs(Beyond(above) - value);
        var expected = !float.IsFinite(value) || down < up ? below : up < down ? above : (below & 1) == 0 ? below : above;
        Assert.Equal(expected, narrow[0]);
    }

    private static float Widen(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    // What comes after the largest counts as the next power of two when distances are compared.
    private static double Beyond(ushort bits) => float.IsInfinity(Widen(bits)) ? Math.CopySign(Math.Pow(2, 128), Widen(bits)) : Widen(bits);
}
