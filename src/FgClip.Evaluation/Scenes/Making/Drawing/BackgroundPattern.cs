namespace FgClip.Evaluation.Scenes.Making.Drawing;

/// <summary>What is added to a background's colour, in all channels alike: nothing, a gradient, stripes or squares; and noise.</summary>
internal static class BackgroundPattern
{
    /// <summary>A gradient runs from minus this to plus this.</summary>
    private const double Slope = 25;

    /// <summary>Stripes and squares are darker and lighter by this.</summary>
    private const double Contrast = 10;

    private static readonly int[] StripeWidths = [6, 10, 14];
    private static readonly int[] SquareSides = [8, 12, 16];
    private static readonly int[] NoiseLevels = [3, 6, 10];

    /// <summary>A pattern of lots, [height, width].</summary>
    public static double[] Draw(int width, int height, SceneRandom random)
    {
        var shade = random.Choose((0.3, Flat()), (0.3, Gradient(width, height, random)), (0.2, Squares(random)), (0.2, Stripes(random)));
        var noise = random.Chance(0.5) ? 0 : random.Choose(NoiseLevels);
        var pattern = new double[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++) pattern[y * width + x] = shade(x, y) + (noise > 0 ? noise * random.Normal() : 0);
        }

        return pattern;
    }

    private static Func<int, int, double> Flat() => (_, _) => 0;

    private static Func<int, int, double> Gradient(int width, int height, SceneRandom random) => random.Chance(0.5)
        ? (x, _) => Slope * (2.0 * x / (width - 1) - 1)
        : (_, y) => Slope * (2.0 * y / (height - 1) - 1);

    private static Func<int, int, double> Squares(SceneRandom random)
    {
        var side = random.Choose(SquareSides);
        return (x, y) => Alternate(x / side + y / side);
    }

    private static Func<int, int, double> Stripes(SceneRandom random)
    {
        var width = random.Choose(StripeWidths);
        return random.Chance(0.5) ? (x, _) => Alternate(x / width) : (_, y) => Alternate(y / width);
    }

    private static double Alternate(int cell) => cell % 2 == 0 ? -Contrast : Contrast;
}
