using System.Security.Cryptography;
using FgClip.Imaging;

namespace FgClip.Tests.Imaging;

public class PictureReaderTests
{
    public static TheoryData<string> Names => [.. SamplePictures.All.Select(sample => sample.Name)];

    public static TheoryData<string> TurnedNames =>
        [.. SamplePictures.All.Where(sample => sample.Turned is not null).Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Pixels_are_those_of_Pillow(string name)
    {
        var sample = SamplePictures.All.Single(sample => sample.Name == name);

        var picture = PictureReader.Read(sample.Path);

        Assert.Equal(sample.Stored, FrameOf(picture));
    }

    [Theory]
    [MemberData(nameof(TurnedNames))]
    public void Exif_orientation_turns_the_pixels_when_asked_for(string name)
    {
        var sample = SamplePictures.All.Single(sample => sample.Name == name);
        var orientation = name[5] - '0';

        var stored = PictureReader.Read(sample.Path);
        var turned = PictureReader.Read(sample.Path, orientation: OrientationPolicy.Apply);

        Assert.Equal(orientation, stored.ExifOrientation);
        Assert.Equal(orientation != 1, stored.ExifIgnored);
        Assert.Equal(sample.Stored, FrameOf(stored));
        Assert.Equal(orientation, turned.ExifOrientation);
        Assert.False(turned.ExifIgnored);
        Assert.Equal(sample.Turned, FrameOf(turned));
        Assert.Equal(stored.ContentHash, turned.ContentHash);
    }

    [Theory]
    [InlineData("jpg_33x9_n25_q75_s0_p0.jpg", "jpeg")]
    [InlineData("png_ct2_d8_i0_7x8.png", "png")]
    [InlineData("webp_33x9_n25_rgb_q80.webp", "webp")]
    [InlineData("gif_full.gif", "gif")]
    [InlineData("bmp_7x5_24_bu_h40.bmp", "bmp")]
    public void Content_and_not_the_name_tells_the_format(string name, string format)
    {
        var bytes = SamplePictures.Bytes(name);

        var picture = PictureReader.Decode(bytes, "something.txt");

        Assert.Equal(format, picture.Format);
        Assert.Equal("something.txt", picture.Name);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), picture.ContentHash);
        Assert.Equal(1, picture.ExifOrientation);
        Assert.False(picture.ExifIgnored);
    }

    [Fact]
    public void Bytes_in_the_middle_of_an_array_decode_too()
    {
        var bytes = SamplePictures.Bytes("jpg_33x9_n25_q75_s0_p0.jpg");
        var larger = new byte[bytes.Length + 77];
        bytes.CopyTo(larger, 40);

        var picture = PictureReader.Decode(larger.AsMemory(40, bytes.Length), "inside");

        Assert.Equal((33, 9), (picture.Width, picture.Height));
    }

    [Fact]
    public void A_link_is_followed()
    {
        using var folder = new TemporaryFolder();
        var link = folder.File("link.jpg");
        File.CreateSymbolicLink(link, SamplePictures.All[0].Path);

        Assert.Equal(SamplePictures.All[0].Stored, FrameOf(PictureReader.Read(link)));
    }

    [Fact]
    public void Many_threads_decode_at_once()
    {
        var samples = SamplePictures.All.ToArray();
        Parallel.For(0, 400, i => Assert.Equal(samples[i % samples.Length].Stored, FrameOf(PictureReader.Read(samples[i % samples.Length].Path))));
    }

    [Fact]
    public void A_picture_from_pixels_hashes_its_sides_and_bytes()
    {
        var pixels = PixelBuffer.FromRgb24(2, 1, [1, 2, 3, 4, 5, 6]);

        var picture = Picture.FromPixels(pixels, "mine");

        Assert.Equal(("mine", "pixels", 2, 1), (picture.Name, picture.Format, picture.Width, picture.Height));
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData([2, 0, 0, 0, 1, 0, 0, 0, 1, 2, 3, 4, 5, 6])), picture.ContentHash);
        Assert.NotEqual(picture.ContentHash, Picture.FromPixels(PixelBuffer.FromRgb24(1, 2, [1, 2, 3, 4, 5, 6]), "mine").ContentHash);
    }

    private static SamplePictures.Frame FrameOf(Picture picture) =>
        new(picture.Width, picture.Height, Convert.ToHexStringLower(SHA256.HashData(picture.Pixels.ToRgb24())));
}
