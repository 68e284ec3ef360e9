using FgClip.Analysis;

namespace FgClip.Rendering;

/// <summary>
/// Colours a picture by a heat map. Values are stretched so that the smallest is 0 and the largest 1 (a flat map is
/// all 0) and interpolated between the centres of the patches by cubic curves that pass through every value. Hot
/// places keep the picture's light and take on their viridis colour; cold places lose light and some colour, so that
/// the hot ones stand out on bright and on colourful pictures too, and what is in the picture stays recognisable.
/// </summary>
internal static class HeatBlend
{
    // Shares of the opacity, chosen by eye on maps of real features, most of whose values lie near the middle: a
    // weight that grows with the square of the value keeps those from covering the whole picture in green.
    private const double ColdColor = 0.1;
    private const double ColdDarkening = 0.75;
    private const double ColdGreying = 0.5;

    private const int One = 1 << 16; // fixed point, so that the bytes do not depend on the machine

    /// <summary>Blends the map over RGBA pixels in place.</summary>
    /// <param name="rgba">Opaque pixels: [height,width,4], R G B A.</param>
    /// <param name="width">Pixels in a row; the map's columns share it evenly.</param>
    /// <param name="height">Rows; the map's rows share them evenly.</param>
    /// <param name="map">The values.</param>
    /// <param name="opacity">0 leaves the picture as it is; 1 hides it at the largest value.</param>
    public static void Apply(Span<byte> rgba, int width, int height, HeatMap map, double opacity)
    {
        var cells = Normalize(map); // [h,w]
        var columns = Taps(map.Grid.Columns, width);
        var rows = Taps(map.Grid.Rows, height);
        var line = new float[map.Grid.Columns];
        var shades = Shades(opacity);
        for (var y = 0; y < height; y++)
        {
            Interpolate(cells, line, rows[y]);
            var pixels = rgba.Slice(y * width * 4, width * 4);
            for (var x = 0; x < width; x++)
            {
                var tap = columns[x];
                var heat = (line[tap.I0] * tap.W0) + (line[tap.I1] * tap.W1) + (line[tap.I2] * tap.W2) + (line[tap.I3] * tap.W3);
                var shade = shades[(int)((Math.Clamp(heat, 0f, 1f) * (Viridis.Count - 1)) + 0.5f)];
                Mix(pixels.Slice(x * 4, 3), shade);
            }
        }
    }

    private static float[] Normalize(HeatMap map)
    {
        var cells = new float[map.Grid.Count];
        var range = (double)map.Maximum - map.Minimum; // double: the range of two floats may not fit a float
        if (range <= 0) return cells;
        for (var i = 0; i < cells.Length; i++) cells[i] = (float)(((double)map.Values[i] - map.Minimum) / range);
        return cells;
    }

    // What becomes of a pixel at each of the 256 steps of heat.
    private static Shade[] Shades(double opacity)
    {
        var shades = new Shade[Viridis.Count];
        for (var i = 0; i < shades.Length; i++)
        {
            var heat = (double)i / (Viridis.Count - 1);
            var weight = heat * heat;
            var color = opacity * (ColdColor + ((1 - ColdColor) * weight));
            var light = (1 - color) * (1 - (opacity * ColdDarkening * (1 - weight)));
            var greying = opacity * ColdGreying * (1 - weight);
            var (r, g, b) = Viridis.Entry(i);
            shades[i] = new Shade(
                Fixed(light * (1 - greying)), Fixed(light * greying), Fixed(color * r), Fixed(color * g), Fixed(color * b));
        }

        return shades;
    }

    private static int Fixed(double value) => (int)Math.Round(value * One);

    private static void Mix(Span<byte> rgb, Shade shade)
    {
        var grey = ((77 * rgb[0]) + (150 * rgb[1]) + (29 * rgb[2])) >> 8;
        var ground = (grey * shade.Grey) + (One / 2);
        rgb[0] = (byte)(((rgb[0] * shade.Keep) + ground + shade.R) >> 16);
        rgb[1] = (byte)(((rgb[1] * shade.Keep) + ground + shade.G) >> 16);
        rgb[2] = (byte)(((rgb[2] * shade.Keep) + ground + shade.B) >> 16);
    }

    private static void Interpolate(float[] cells, float[] line, Tap tap)
    {
        var width = line.Length;
        for (var x = 0; x < width; x++)
        {
            line[x] = (cells[(tap.I0 * width) + x] * tap.W0) + (cells[(tap.I1 * width) + x] * tap.W1)
                + (cells[(tap.I2 * width) + x] * tap.W2) + (cells[(tap.I3 * width) + x] * tap.W3);
        }
    }

    // Catmull–Rom weights of the four cells around every pixel's centre; cells beyond the edge repeat the edge.
    private static Tap[] Taps(int cells, int pixels)
    {
        var taps = new Tap[pixels];
        for (var p = 0; p < pixels; p++)
        {
            var position = ((p + 0.5) * cells / pixels) - 0.5;
            var first = (int)Math.Floor(position);
            var t = (float)(position - first);
            taps[p] = new Tap(
                Math.Clamp(first - 1, 0, cells - 1),
                Math.Clamp(first, 0, cells - 1),
                Math.Clamp(first + 1, 0, cells - 1),
                Math.Clamp(first + 2, 0, cells - 1),
                t * (-0.5f + (t * (1f - (0.5f * t)))),
                1f + (t * t * (-2.5f + (1.5f * t))),
                t * (0.5f + (t * (2f - (1.5f * t)))),
                t * t * (-0.5f + (0.5f * t)));
        }

        return taps;
    }

    private readonly record struct Tap(int I0, int I1, int I2, int I3, float W0, float W1, float W2, float W3);

    // New channel = channel · Keep + grey · Grey + colour, all in fixed point; the shares sum to at most one.
    private readonly record struct Shade(int Keep, int Grey, int R, int G, int B);
}
