using System.Globalization;
using System.Security.Cryptography;
using FgClip.Checkpoints;
using FgClip.Imaging;
using FgClip.Model;

namespace FgClip.Tests.Checkpoints;

/// <summary>The filter that preprocessor_config.json names is the one that pictures are resized with, to the byte.</summary>
public sealed class ResampleSettingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bicubic_is_pillows()
    {
        var set = TestData.Golden("fgclip2-tiny");
        _folder.CopyOf(Path.Combine(set, "checkpoint"));
        var settings = File.ReadAllText(_folder.At("preprocessor_config.json"));
        _folder.Write("preprocessor_config.json", settings.Replace("\"resample\": 2", "\"resample\": 3", StringComparison.Ordinal));
        using var checkpoint = Checkpoint.Open(_folder.Path);
        var family = ModelFamily.Of(checkpoint);

        var rows = File.ReadLines(TestData.Path("bicubic.tsv")).Where(line => line[0] != '#').Select(line => line.Split('\t')).ToList();
        Assert.Equal(18, rows.Count);
        foreach (var row in rows)
        {
            var pixels = PictureReader.Read(Path.Combine(set, row[0])).Pixels;
            var (budget, grid) = family.GridOf(pixels.Width, pixels.Height, row[1] == "-" ? null : int.Parse(row[1], CultureInfo.InvariantCulture));
            var resized = family.Resize(pixels, grid);

            Assert.Equal($"{row[0]} {row[2]}×{row[3]} {row[4]}", $"{row[0]} {grid.Rows}×{grid.Columns} {Convert.ToHexStringLower(SHA256.HashData(resized.ToRgb24()))}");
            // What the tower gets is made of the same pixels.
            Assert.Equal(family.PatchesOf(resized, grid.Count), family.PatchesOf(pixels, budget));
        }
    }
}
