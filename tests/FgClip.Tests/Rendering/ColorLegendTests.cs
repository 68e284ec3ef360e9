using System.Globalization;
using FgClip.Rendering;

namespace FgClip.Tests.Rendering;

public class ColorLegendTests
{
    [Theory]
    [InlineData(0.1234f, "0.123")]
    [InlineData(-0.0301f, "−0.030")]
    [InlineData(-0.0001f, "0.000")]
    [InlineData(1f, "1.000")]
    [InlineData(-3e38f, "−3E+38")]
    public void Values_have_three_decimals(float value, string expected)
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            Assert.Equal(expected, ColorLegend.Format(value));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData(-0.4181f, -0.4179f, "−0.4181", "−0.4179")]
    [InlineData(0.12f, 0.12f, "0.120", "0.120")] // the same number reads the same
    [InlineData(0.1f, 0.1000001f, "0.100000", "0.100000")] // a difference of rounding shows none
    [InlineData(-0.0001f, 0.0001f, "−0.0001", "0.0001")]
    public void Ends_that_differ_read_differently(float minimum, float maximum, string left, string right) =>
        Assert.Equal((left, right), ColorLegend.Ends(minimum, maximum));

    [Theory]
    [InlineData(256)]
    [InlineData(480)]
    [InlineData(1568)]
    public void The_bar_has_room_between_its_numbers(int width)
    {
        var bar = new ColorLegend(Pixels.Ramp(2, 2), width, 16).Bar(0, 0);

        Assert.True(bar.Width >= 40, $"{bar.Width}");
        Assert.True(bar.Right < width - 40);
    }
}
