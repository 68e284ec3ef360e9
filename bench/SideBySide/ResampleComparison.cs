using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using FgClip.Imaging;
using SideBySide.Reporting;
using SideBySide.Sides;
using SkiaSharp;

namespace SideBySide;

/// <summary>A JPEG of 12 megapixels to the patches of the largest automatic budget, against Pillow's decode and resize.</summary>
internal static class ResampleComparison
{
    private const string Name = "resample-12mp";
    private const int Width = 4000, Height = 3000, PatchSize = 16, Budget = 1024;

    /// <summary>Debian's Python, for which the package python3-pil installs Pillow.</summary>
    private const string Python = "/usr/bin/python3";

    /// <exception cref="SideFailedException">Pillow is not there, or the pixels differ.</exception>
    public static IEnumerable<Row> Run(BenchOptions options, TextWriter log)
    {
        if (!options.Wants(Name)) return [];

        log.WriteLine($"… {Name}");
        var file = Path.Combine(options.Cache, "12mp.jpg");
        if (!File.Exists(file)) WritePicture(file);
        var encoded = File.ReadAllBytes(file);
        var grid = PatchBudget.GridFor(Width, Height, Budget, PatchSize);
        var (width, height) = (grid.Columns * PatchSize, grid.Rows * PatchSize);
        using var pillow = new PillowProcess(Python, file, width, height);

        Samples decode = new(), prepare = new(), pillowDecode = new(), pillowResize = new(), pillowBoth = new();
        var turns = options.Quick ? 5 : 15;
        for (var turn = -3; turn < turns; turn++)
        {
            var start = Stopwatch.GetTimestamp();
            var picture = PictureReader.Decode(encoded, file);
            var decoded = Stopwatch.GetTimestamp();
            var resized = PillowResampler.Resize(picture.Pixels, width, height, ResampleFilter.Bilinear);
            var patches = new float[grid.Count * PatchSize * PatchSize * 3];
            Patchifier.Patchify(resized, PatchSize, [0.5f, 0.5f, 0.5f], [0.5f, 0.5f, 0.5f], patches);
            var end = Stopwatch.GetTimestamp();

            var (theirDecode, theirResize, digest) = pillow.Turn();
            if (turn < 0)
            {
                if (digest == Convert.ToHexStringLower(SHA256.HashData(resized.ToRgb24()))) continue;
                throw new SideFailedException($"{Name}: the resized pixels differ from Pillow's, so nothing is timed");
            }

            decode.Add([Stopwatch.GetElapsedTime(start, decoded).TotalMilliseconds]);
            prepare.Add([Stopwatch.GetElapsedTime(decoded, end).TotalMilliseconds]);
            pillowDecode.Add([theirDecode]);
            pillowResize.Add([theirResize]);
            pillowBoth.Add([theirDecode + theirResize]);
        }

        return
        [
            new Row(
                Name,
                prepare.Median,
                pillowBoth.Median,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"ours: resample and patchify; peer: Pillow's decode and resize ({pillowDecode.Median:F1} + {pillowResize.Median:F1} ms); our decode {decode.Median:F1} ms more; equal bytes; {Width}×{Height} to {width}×{height}, {turns} turns")),
        ];
    }

    // Smooth areas, edges and a grain of noise, as photographs have them; the same on every machine.
    private static void WritePicture(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var random = new Random(12);
        var pixels = bitmap.GetPixelSpan();
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var wave = (Math.Sin(x / 190.0) * Math.Cos(y / 140.0) * 60) + (((x / 250) + (y / 375)) % 3 * 25);
                var pixel = pixels[(((y * Width) + x) * 4)..];
                for (var channel = 0; channel < 3; channel++) pixel[channel] = (byte)(110 + wave + (channel * 12) + random.Next(18));
                pixel[3] = 255;
            }
        }

        using var encoded = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        File.WriteAllBytes(file, encoded.ToArray());
    }
}
