using System.Globalization;

namespace FgClip.Tests.Imaging;

/// <summary>The small pictures in tests/data/pictures with what Pillow makes of them.</summary>
internal static class SamplePictures
{
    public sealed record Frame(int Width, int Height, string Sha256);

    public sealed record Sample(string Name, Frame Stored, Frame? Turned)
    {
        public string Path => TestData.Path("pictures", Name);
    }

    public static IReadOnlyList<Sample> All { get; } = [.. File.ReadLines(TestData.Path("pictures", "expected.tsv")).Select(Parse)];

    public static byte[] Bytes(string name) => File.ReadAllBytes(TestData.Path("pictures", name));

    private static Sample Parse(string line)
    {
        var parts = line.Split('\t');
        return new Sample(parts[0], ParseFrame(parts.AsSpan(1)), parts.Length > 4 ? ParseFrame(parts.AsSpan(4)) : null);
    }

    private static Frame ParseFrame(ReadOnlySpan<string> parts) =>
        new(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
}
