using System.Buffers.Binary;
using System.Diagnostics;
using FgClip.Imaging;

namespace FgClip.Tests.Imaging;

public class PictureErrorTests
{
    private static readonly string[] s_cutSamples =
    [
        "jpg_33x9_n25_q75_s0_p0.jpg", "jpg_33x9_n25_q75_s1_p1.jpg", "png_ct2_d8_i0_7x8.png", "png_ct0_d16_i1_7x8.png",
        "png_pal_short.png", "webp_33x9_n25_rgb_q80.webp", "webp_33x9_n25_rgba_lle.webp", "gif_33x9_n25_256.gif",
        "bmp_7x5_24_bu_h40.bmp", "bmp_rle8_16x9.bmp",
    ];

    public static TheoryData<string> CutSamples => [.. s_cutSamples];

    [Fact]
    public void A_missing_file_is_named_with_its_absolute_path()
    {
        var error = Fails(() => PictureReader.Read("nowhere/cat.jpg"));

        Assert.Equal(
            $"nowhere/cat.jpg: there is no such file; got {Path.GetFullPath("nowhere/cat.jpg")}. Check the path; a relative one starts at the working folder.",
            error.Message);
    }

    [Fact]
    public void A_long_path_is_not_repeated_whole()
    {
        var error = Fails(() => PictureReader.Read("/" + new string('a', 200) + "/" + new string('b', 2000)));

        Assert.InRange(error.Message.Length, 200, 500);
    }

    [Fact]
    public void A_folder_is_refused()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("this is a folder; expected a picture file", Fails(() => PictureReader.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_path_is_an_argument_error(string path) =>
        Assert.Equal(FgClipErrorKind.Argument, Assert.Throws<FgClipException>(() => PictureReader.Read(path)).Kind);

    [Theory]
    [InlineData("a\0b.jpg")]
    [InlineData("https://example.org/cat.jpg")]
    public void A_path_that_cannot_be_is_refused(string path) => Fails(() => PictureReader.Read(path));

    [Fact]
    public void A_path_that_is_too_long_is_refused() => Fails(() => PictureReader.Read(new string('a', 5000)));

    [Fact]
    public void A_link_to_itself_is_refused()
    {
        using var folder = new TemporaryFolder();
        var link = folder.File("loop.jpg");
        File.CreateSymbolicLink(link, link);

        Assert.Contains("the file cannot be read", Fails(() => PictureReader.Read(link)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("the file is empty", Fails(() => PictureReader.Read(folder.File("empty.png", []))).Message, StringComparison.Ordinal);
        Assert.Contains("the picture is empty", Fails(() => PictureReader.Decode(default, "nothing")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pipes_and_devices_are_refused_without_being_opened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix has pipes and devices among its files");
        using var folder = new TemporaryFolder();
        var pipe = folder.File("pipe.jpg");
        using (var maker = Process.Start("mkfifo", [pipe])) maker.WaitForExit();
        var link = folder.File("zero.jpg");
        File.CreateSymbolicLink(link, "/dev/zero");

        foreach (var path in (string[])[pipe, link, "/dev/zero", "/dev/null"])
        {
            Assert.Contains("a pipe or a device", Fails(() => PictureReader.Read(path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_without_permission_says_so()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "the administrator may read everything");
        using var folder = new TemporaryFolder();
        var path = folder.File("secret.jpg", [1, 2, 3]);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.None);

        Assert.Contains("permission to read the file is denied", Fails(() => PictureReader.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_above_the_limit_is_refused_before_it_is_read()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("sparse.jpg");
        using (var file = File.Create(path)) file.SetLength(50_000_001);

        Assert.Equal(
            $"{path}: the file is too large; expected at most 50 000 000 bytes, got 50 000 001 bytes. Save the picture smaller, or raise the limit (--max-megabytes).",
            Fails(() => PictureReader.Read(path)).Message);
        Assert.Contains(
            "at most 3 bytes, got 4 bytes",
            Fails(() => PictureReader.Decode(new byte[4], "four", new PictureLimits { MaxBytes = 3 })).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("png", 30000, 30000, "30000×30000, 900 000 000 pixels")]
    [InlineData("png", uint.MaxValue, uint.MaxValue, "4294967295×4294967295, ")]
    [InlineData("gif", 60000, 60000, "60000×60000, 3 600 000 000 pixels")]
    [InlineData("bmp", 30000, 30000, "30000×30000, 900 000 000 pixels")]
    [InlineData("jpeg", 65000, 65000, "65000×65000, 4 225 000 000 pixels")]
    public void A_header_with_huge_sides_names_sides_pixels_and_limit(string format, uint width, uint height, string got)
    {
        var error = Fails(() => PictureReader.Decode(HugeHeader(format, width, height), "huge"));

        Assert.StartsWith($"huge: the picture has too many pixels; expected at most 64 000 000, got {got}", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("raise the limit (--max-megapixels).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_themselves_must_be_positive()
    {
        Assert.Equal(FgClipErrorKind.Argument, Assert.Throws<FgClipException>(() => new PictureLimits { MaxBytes = 0 }).Kind);
        Assert.Equal(FgClipErrorKind.Argument, Assert.Throws<FgClipException>(() => new PictureLimits { MaxPixels = -1 }).Kind);
    }

    [Theory]
    [InlineData("Dear diary, today", "not a JPEG, PNG, WebP, GIF or BMP picture; starts with 'Dear diary, today'")]
    [InlineData("one\ttwo\nand a long line that goes on", "starts with 'one two and a long line …'")]
    [InlineData("\u0001\u0002\u0003", "starts with the bytes 010203")]
    [InlineData("BMW is a car, you know", "starts with 'BMW is a car, you know'")]
    [InlineData("II*\0rest", "this is a TIFF picture")]
    [InlineData("MM\0*rest", "this is a TIFF picture")]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0", "this is a HEIC picture")]
    [InlineData("\0\0\0\u0018ftypavif\0\0\0\0", "this is an AVIF picture")]
    [InlineData("\0\0\0\u0018ftypisom\0\0\0\0", "this is a video or another media file")]
    [InlineData("\0\0\u0001\0\u0001\0", "this is an ICO icon")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "this is an SVG drawing")]
    [InlineData("<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<svg/>", "this is an SVG drawing")]
    [InlineData("<!DOCTYPE html><html>", "this is an HTML page")]
    [InlineData("%PDF-1.7", "this is a PDF document")]
    [InlineData("version https://git-lfs.github.com/spec/v1\n", "this is a Git LFS pointer")]
    [InlineData("\u00FF\u000A\0\0", "this is a JPEG XL picture")]
    [InlineData("RIFF\0\0\0\0WAVEfmt ", "not a JPEG, PNG, WebP, GIF or BMP picture")]
    public void Other_files_are_named_for_what_they_are(string content, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("cat.png", System.Text.Encoding.Latin1.GetBytes(content));

        var error = Fails(() => PictureReader.Read(path));

        Assert.StartsWith($"{path}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(CutSamples))]
    public void A_file_cut_anywhere_before_its_data_end_is_refused(string name)
    {
        var bytes = SamplePictures.Bytes(name);
        for (var length = 1; length < bytes.Length - 20; length++)
        {
            Fails(() => PictureReader.Decode(bytes.AsMemory(0, length), name));
        }
    }

    [Theory]
    [InlineData("jpg_33x9_n25_q75_s0_p0.jpg", "the JPEG picture is cut off before its end")]
    [InlineData("jpg_33x9_n25_q75_s1_p1.jpg", "the JPEG picture is cut off before its end")]
    [InlineData("png_ct2_d8_i0_7x8.png", "the PNG picture is cut off before its end")]
    [InlineData("png_ct0_d16_i0_7x8.png", "the PNG picture is cut off before its end")]
    [InlineData("webp_33x9_n25_rgb_q80.webp", "the WebP picture is cut off before its end")]
    [InlineData("gif_full.gif", "the GIF picture is cut off before its end")]
    [InlineData("bmp_7x5_24_bu_h40.bmp", "the BMP picture is cut off before its end")]
    public void A_file_that_lacks_its_second_half_is_called_cut_off(string name, string message)
    {
        var bytes = SamplePictures.Bytes(name);

        Assert.Contains(message, Fails(() => PictureReader.Decode(bytes.AsMemory(0, bytes.Length / 2), name)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_JPEG_with_hundreds_of_scans_is_refused_before_it_keeps_the_decoder_busy()
    {
        var bytes = SamplePictures.Bytes("jpg_33x9_n25_q75_s1_p1.jpg");
        byte[] scan = [0xFF, 0xDA, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3F, 0x00];
        byte[] many = [.. bytes[..^2], .. Enumerable.Repeat(scan, 200).SelectMany(one => one), 0xFF, 0xD9];

        Assert.Contains("scans are not supported", Fails(() => PictureReader.Decode(many, "slow")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x78, 0xBB)] // asks for a dictionary that PNG does not have
    [InlineData(0x00, 0x00)] // no zlib header
    public void A_PNG_whose_compressed_data_are_impossible_is_called_damaged(byte first, byte second)
    {
        foreach (var name in (string[])["png_ct0_d16_i0_7x8.png", "png_pal_short.png", "png_ct2_d8_i0_7x8.png"])
        {
            var bytes = SamplePictures.Bytes(name);
            var data = bytes.AsSpan().IndexOf("IDAT"u8) + 4;
            (bytes[data], bytes[data + 1]) = (first, second);

            Assert.Contains("the PNG picture is", Fails(() => PictureReader.Decode(bytes, name)).Message, StringComparison.Ordinal);
        }
    }

    private static byte[] HugeHeader(string format, uint width, uint height)
    {
        var bytes = SamplePictures.Bytes(format switch
        {
            "png" => "png_ct2_d8_i0_7x8.png",
            "gif" => "gif_full.gif",
            "bmp" => "bmp_7x5_24_bu_h40.bmp",
            _ => "jpg_33x9_n25_q75_s0_p0.jpg",
        });
        switch (format)
        {
            case "png":
                BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(16), width);
                BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(20), height);
                return bytes[..33];
            case "gif":
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(6), (ushort)width);
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)height);
                return bytes;
            case "bmp":
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(18), width);
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(22), height);
                return bytes[..60];
            default:
                var frame = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
                BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(frame + 5), (ushort)height);
                BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(frame + 7), (ushort)width);
                return bytes;
        }
    }

    private static FgClipException Fails(Action action)
    {
        var error = Assert.Throws<FgClipException>(action);
        Assert.Equal(FgClipErrorKind.Picture, error.Kind);
        return error;
    }
}
