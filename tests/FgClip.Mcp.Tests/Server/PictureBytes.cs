using System.Buffers.Binary;
using FgClip.Tests;
using SkiaSharp;

namespace FgClip.Mcp.Tests.Server;

/// <summary>Pictures that are hard on the server.</summary>
internal static class PictureBytes
{
    /// <summary>A PNG of random pixels, which no compression makes smaller.</summary>
    public static byte[] Noise(int width, int height)
    {
        var pixels = new byte[width * height * 4];
        new Random(1).NextBytes(pixels);
        for (var alpha = 3; alpha < pixels.Length; alpha += 4) pixels[alpha] = 255;
        using var image = SKImage.FromPixelCopy(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque), pixels);
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>A small PNG whose header, with a right checksum, says 30000×30000.</summary>
    public static byte[] HugeHeader()
    {
        var bytes = File.ReadAllBytes(TestData.Golden("fgclip2-tiny", "inputs", "tiny.png"));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), 30_000);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), 30_000);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(29), Crc32(bytes.AsSpan(12, 17)));
        return bytes;
    }

    /// <summary>The sample without its second half.</summary>
    public static byte[] TruncatedJpeg()
    {
        var bytes = File.ReadAllBytes(ToolExample.Scene);
        return bytes[..(bytes.Length / 2)];
    }

    // The checksum of a PNG chunk: reflected polynomial 0xEDB88320.
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
