using FgClip.Checkpoints;
using FgClip.Imaging;

namespace SideBySide.Works;

/// <summary>
/// What goes in, the same for both sides and another for every turn, so that no cache can answer. The seed decides.
/// </summary>
internal static class WorkInputs
{
    private static readonly string[] Things = ["dog", "kite", "bicycle", "teapot", "lantern", "snake", "boat", "guitar"];
    private static readonly string[] Colors = ["red", "green", "blue", "yellow", "white", "black", "orange", "purple"];
    private static readonly string[] Places = ["on a table", "in the grass", "by the sea", "under a bridge", "at night"];

    /// <summary>
    /// Pictures that need no resize: squares that fill the budget of <see cref="Work.Length"/> patches, or, for the padded
    /// form, wider than high, as photographs are, with a little room left in it.
    /// </summary>
    public static Picture[] Pictures(Work work, Form form, int patchSize, int seed)
    {
        var side = (int)Math.Sqrt(work.Length);
        var (columns, rows) = form == Form.Padded ? (side * 9 / 8, side * 7 / 8) : (side, side);
        return [.. Enumerable.Range(0, work.Count).Select(
            index => Noise(columns * patchSize, rows * patchSize, (seed * work.Count) + index))];
    }

    /// <summary>The same as normalised patches [count,N,P], and their grid.</summary>
    public static (float[] Patches, PatchGrid Grid) Patches(Work work, Form form, Checkpoint checkpoint, int seed)
    {
        var config = checkpoint.Config.Vision;
        var pictures = Pictures(work, form, config.PatchSize, seed);
        var grid = new PatchGrid(pictures[0].Height / config.PatchSize, pictures[0].Width / config.PatchSize);
        var length = grid.Count * config.PatchLength;
        var patches = new float[pictures.Length * length];
        for (var index = 0; index < pictures.Length; index++)
        {
            Patchifier.Patchify(
                pictures[index].Pixels,
                config.PatchSize,
                [.. checkpoint.Preprocessor.ImageMean.Select(mean => (float)mean)],
                [.. checkpoint.Preprocessor.ImageStd.Select(std => (float)std)],
                patches.AsSpan(index * length, length));
        }

        return (patches, grid);
    }

    /// <summary>Sentences of a dozen words.</summary>
    public static string[] Texts(Work work, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, work.Count).Select(_ =>
            $"a {Pick(Colors)} {Pick(Things)} and a {Pick(Colors)} {Pick(Things)} {Pick(Places)}, number {random.Next(100_000)}")];

        string Pick(string[] from) => from[random.Next(from.Length)];
    }

    private static Picture Noise(int width, int height, int seed)
    {
        var bytes = new byte[width * height * 3];
        new Random(seed).NextBytes(bytes);
        return Picture.FromPixels(PixelBuffer.FromRgb24(width, height, bytes), $"noise {seed}");
    }
}
