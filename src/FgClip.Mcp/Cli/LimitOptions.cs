using System.CommandLine;
using FgClip.Imaging;

namespace FgClip.Mcp.Cli;

/// <summary>The options that say what a picture may cost.</summary>
internal sealed class LimitOptions
{
    private readonly Option<int?> _megapixels = new("--max-megapixels")
    {
        Description = "Largest picture in millions of pixels; checked before it is decoded. Default: 64.",
        HelpName = "N",
    };

    private readonly Option<int?> _megabytes = new("--max-megabytes")
    {
        Description = "Largest picture file in megabytes. Default: 50.",
        HelpName = "N",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_megapixels);
        command.Options.Add(_megabytes);
    }

    /// <exception cref="FgClipException">A limit is out of range.</exception>
    public PictureLimits Of(ParseResult parsed)
    {
        var limits = PictureLimits.Default;
        if (parsed.GetValue(_megapixels) is { } pixels) limits = limits with { MaxPixels = Checked(pixels, 500, "--max-megapixels") };
        if (parsed.GetValue(_megabytes) is { } bytes) limits = limits with { MaxBytes = Checked(bytes, 2000, "--max-megabytes") };
        return limits;
    }

    // An array of this runtime holds two thousand million bytes, and a decoded pixel is four.
    private static long Checked(int millions, int most, string option) => millions >= 1 && millions <= most
        ? millions * 1_000_000L
        : throw new FgClipException(FgClipErrorKind.Argument, $"{option} is out of range", expected: $"1 to {most}", got: $"{millions}");
}
