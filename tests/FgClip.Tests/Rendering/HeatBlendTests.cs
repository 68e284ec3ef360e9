using CsCheck;
using FgClip.Analysis;
using FgClip.Imaging;
using FgClip.Rendering;

namespace FgClip.Tests.Rendering;

public class HeatBlendTests
{
    [Fact]
    public void No_opacity_leaves_the_picture_as_it_is()
    {
        var before = Pixels.Noise(31, 17).Rgbx;
        var after = before.ToArray();

        HeatBlend.Apply(after, 31, 17, Pixels.Ramp(3, 5), 0);

        Assert.Equal(before, after);
    }

    [Fact]
    public void Full_opacity_shows_pure_yellow_at_the_peak()
    {
        var rgba = Pixels.Plain(5, 3, 10, 200, 90).Rgbx.ToArray();

        HeatBlend.Apply(rgba, 5, 3, Pixels.Ramp(3, 5), 1);

        Assert.Equal(Viridis.At(1f), (rgba[^4], rgba[^3], rgba[^2]));
    }

    [Fact]
    public void Cold_places_keep_their_differences()
    {
        // A flat map is cold everywhere: the picture is darker, but a bright pixel is still brighter than a dark one.
        var rgba = new byte[] { 200, 200, 200, 255, 100, 100, 100, 255 };

        HeatBlend.Apply(rgba, 2, 1, new HeatMap(new PatchGrid(1, 2), [0.2f, 0.2f]), 0.55);

        Assert.InRange(rgba[0] - rgba[4], 40, 100);
        Assert.InRange(rgba[1], 60, 199);
    }

    [Fact]
    public void A_map_whose_range_is_beyond_a_float_is_drawn()
    {
        var rgba = new byte[8];

        HeatBlend.Apply(rgba, 2, 1, new HeatMap(new PatchGrid(1, 2), [float.MinValue, float.MaxValue]), 1);

        Assert.Equal(Viridis.At(1f), (rgba[4], rgba[5], rgba[6]));
    }

    [Fact]
    public void Every_pixel_equals_the_plain_formula()
    {
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Double[0, 1], Gen.Int[0, 1000])
            .Sample((rows, columns, width, height, opacity, seed) =>
            {
                var random = new Random(seed);
                var values = Enumerable.Range(0, rows * columns).Select(_ => (float)random.NextDouble() - 0.5f).ToArray();
                var map = new HeatMap(new PatchGrid(rows, columns), values);
                var before = new byte[width * height * 4];
                random.NextBytes(before);
                var after = before.ToArray();

                HeatBlend.Apply(after, width, height, map, opacity);

                for (var y = 0; y < height; y++)
                {
                    for (var x = 0; x < width; x++)
                    {
                        var heat = Heat(map, ((x + 0.5) * columns / width) - 0.5, ((y + 0.5) * rows / height) - 0.5);
                        var at = ((y * width) + x) * 4;
                        var expected = Blend(before.AsSpan(at, 3), heat, opacity);
                        for (var c = 0; c < 3; c++)
                        {
                            // One step of the 256 colours moves a channel by up to 3 and the light by up to 2.
                            Assert.InRange(after[at + c], expected[c] - 4, expected[c] + 4);
                        }

                        Assert.Equal(before[at + 3], after[at + 3]);
                    }
                }
            });
    }

    // The value at a place between the centres of cells: cubic through four neighbours in each direction.
    private static double Heat(HeatMap map, double column, double row)
    {
        double sum = 0;
        for (var r = (int)Math.Floor(row) - 1; r <= (int)Math.Floor(row) + 2; r++)
        {
            for (var c = (int)Math.Floor(column) - 1; c <= (int)Math.Floor(column) + 2; c++)
            {
                var value = map.At(Math.Clamp(r, 0, map.Grid.Rows - 1), Math.Clamp(c, 0, map.Grid.Columns - 1));
                sum += CatmullRom(row - r) * CatmullRom(column - c) * (value - map.Minimum);
            }
        }

        var range = map.Maximum - map.Minimum;
        return range > 0 ? Math.Clamp(sum / range, 0, 1) : 0;
    }

    private static double CatmullRom(double x)
    {
        x = Math.Abs(x);
        return x < 1 ? (1.5 * x * x * x) - (2.5 * x * x) + 1 : x < 2 ? (-0.5 * x * x * x) + (2.5 * x * x) - (4 * x) + 2 : 0;
    }

    private static double[] Blend(ReadOnlySpan<byte> rgb, double heat, double opacity)
    {
        var weight = heat * heat;
        var color = opacity * (0.1 + (0.9 * weight));
        var grey = (0.299 * rgb[0]) + (0.587 * rgb[1]) + (0.114 * rgb[2]);
        var greying = opacity * 0.5 * (1 - weight);
        var darkening = opacity * 0.75 * (1 - weight);
        var (r, g, b) = Viridis.At((float)heat);
        var result = new double[3];
        for (var c = 0; c < 3; c++)
        {
            var ground = ((rgb[c] * (1 - greying)) + (grey * greying)) * (1 - darkening);
            result[c] = (ground * (1 - color)) + (color * (c == 0 ? r : c == 1 ? g : b));
        }

        return result;
    }
}
