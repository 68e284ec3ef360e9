using CsCheck;
using FgClip.Imaging;

namespace FgClip.Tests.Imaging;

public class PictureFuzzTests
{
    // Small enough that a changed size field cannot make a test slow.
    private static readonly PictureLimits s_limits = new() { MaxPixels = 1_000_000 };

    private static readonly byte[][] s_samples = [.. SamplePictures.All.Select(sample => File.ReadAllBytes(sample.Path))];

    private static readonly Gen<byte[]> s_changed =
        from sample in Gen.Int[0, s_samples.Length - 1]
        from changes in Gen.Select(Gen.Int[0, s_samples[sample].Length - 1], Gen.Byte).Array[1, 8]
        from cut in Gen.Frequency((4, Gen.Const(s_samples[sample].Length)), (1, Gen.Int[1, s_samples[sample].Length]))
        select Change(s_samples[sample], changes, cut);

    [Fact]
    public void Damaged_pictures_decode_or_fail_with_the_one_exception() =>
        s_changed.Sample(Survives, iter: 4000, print: bytes => Convert.ToHexString(bytes));

    [Fact]
    public void Damaged_headers_decode_or_fail_with_the_one_exception() =>
        (from sample in Gen.Int[0, s_samples.Length - 1]
         from changes in Gen.Select(Gen.Int[0, Math.Min(60, s_samples[sample].Length) - 1], Gen.Byte).Array[1, 4]
         select Change(s_samples[sample], changes, s_samples[sample].Length))
        .Sample(Survives, iter: 4000, print: bytes => Convert.ToHexString(bytes));

    [Fact]
    public void Noise_behind_every_signature_fails_with_the_one_exception()
    {
        byte[][] signatures = [.. s_samples.Select(bytes => bytes[..Math.Min(bytes.Length, 14)])];
        (from signature in Gen.Int[0, signatures.Length - 1]
         from noise in Gen.Byte.Array[0, 200]
         select (byte[])[.. signatures[signature], .. noise]).Sample(Survives, iter: 3000, print: bytes => Convert.ToHexString(bytes));
    }

    private static bool Survives(byte[] bytes)
    {
        try
        {
            var picture = PictureReader.Decode(bytes, "fuzz", s_limits, OrientationPolicy.Apply);
            return picture.Width * picture.Height <= s_limits.MaxPixels;
        }
        catch (FgClipException error)
        {
            return error.Kind == FgClipErrorKind.Picture && error.Message.StartsWith("fuzz: ", StringComparison.Ordinal);
        }
    }

    private static byte[] Change(byte[] sample, (int At, byte Value)[] changes, int cut)
    {
        var bytes = (byte[])sample.Clone();
        foreach (var (at, value) in changes) bytes[at] = value;
        return bytes[..cut];
    }
}
