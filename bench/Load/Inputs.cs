using FgClip.Imaging;

namespace Load;

/// <summary>Inputs from a seed.</summary>
internal static class Inputs
{
    private static readonly string[] Words = ["red", "dog", "two", "on", "a", "beach", "with", "small", "blue", "boat", "cat", "under", "tree"];

    /// <summary>A square picture of noise.</summary>
    public static Picture Picture(int seed, int side = 512)
    {
        var rgb = new byte[side * side * 3];
        new Random(seed).NextBytes(rgb);
        return FgClip.Imaging.Picture.FromPixels(PixelBuffer.FromRgb24(side, side, rgb), $"noise {seed}");
    }

    /// <summary>A caption, another one for every number.</summary>
    public static string Caption(int number) =>
        string.Join(' ', Enumerable.Range(0, 8).Select(place => Words[(number * 7 + place * (1 + number % 5)) % Words.Length]).Append($"{number}"));
}
