using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Imaging.Sources;
using FgClip.Mcp.Answers;
using FgClip.Mcp.Tools;

namespace FgClip.Mcp.Cli;

/// <summary>The options that say how pictures are read and encoded.</summary>
internal sealed class PictureOptions
{
    private readonly Option<int?> _maxPatches = new("--max-patches")
    {
        Description = "Patch budget: more sees finer and takes longer. Default: by the picture's size, 128 to 1024.",
        HelpName = "N",
    };

    private readonly Option<bool> _allowSlow = new("--allow-slow")
    {
        Description = "Also compute a picture that is expected to take longer than 45 s; progress goes to standard error.",
    };

    private readonly Option<string> _orientation = new("--orientation")
    {
        Description = "What to do with an EXIF orientation; the official code ignores it.",
        DefaultValueFactory = _ => "ignore",
    };

    private readonly Option<double[]> _region = new("--region")
    {
        Description = "Look at this part only, in pixels: x1 y1 x2 y2.",
        HelpName = "X1 Y1 X2 Y2",
        Arity = new ArgumentArity(1, 4),
        AllowMultipleArgumentsPerToken = true,
        CustomParser = ParseEdges,
    };

    private readonly LimitOptions _limits = new();
    private bool _inputWasRead;

    public PictureOptions() => _orientation.AcceptOnlyFromAmong("ignore", "apply");

    public void AddTo(Command command)
    {
        command.Options.Add(_maxPatches);
        command.Options.Add(_allowSlow);
        command.Options.Add(_orientation);
        command.Options.Add(_region);
        _limits.AddTo(command);
    }

    /// <summary>Budget and time of a picture; one that is allowed to be slow tells on standard error how far it is.</summary>
    public ImageEncodingOptions EncodingOf(ParseResult parsed, Terminal terminal) => new()
    {
        MaxPatches = parsed.GetValue(_maxPatches),
        TimeLimit = parsed.GetValue(_allowSlow) ? null : EncodingArguments.LongestCall,
        Progress = parsed.GetValue(_allowSlow) ? new WorkProgress(terminal, "the picture") : null,
    };

    /// <summary>Pictures that are read when their turn comes.</summary>
    public IReadOnlyList<PictureToRead> ToRead(ParseResult parsed, IEnumerable<string> sources, Terminal terminal) =>
        [.. sources.Select(source => new PictureToRead(source, () => Read(parsed, source, terminal)))];

    /// <summary>Reads a picture from a path, or from standard input for <c>-</c>, and cuts the region out.</summary>
    public SeenPicture Read(ParseResult parsed, string source, Terminal terminal)
    {
        var policy = parsed.GetValue(_orientation) == "apply" ? OrientationPolicy.Apply : OrientationPolicy.Ignore;
        var limits = _limits.Of(parsed);
        var picture = source == "-"
            ? PictureReader.Decode(ReadInput(terminal, limits), "standard input", limits, policy)
            : new PictureSources(new PictureSourceOptions { Limits = limits }).Read(source, policy);

        var region = parsed.GetValue(_region) is { Length: 4 } edges
            ? new BoxPixels(edges[0], edges[1], edges[2], edges[3])
            : (BoxPixels?)null;
        return SeenPicture.Of(picture, region);
    }

    // Strictly: the default parser takes a comma for a thousands separator.
    private static double[] ParseEdges(ArgumentResult result)
    {
        var edges = new List<double>();
        foreach (var token in result.Tokens)
        {
            if (double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var edge) && double.IsFinite(edge)) edges.Add(edge);
        }

        if (edges.Count != 4 || result.Tokens.Count != 4)
        {
            result.AddError($"--region takes four numbers, x1 y1 x2 y2 in pixels; got {string.Join(' ', result.Tokens.Select(token => token.Value))}.");
        }

        return [.. edges];
    }

    private byte[] ReadInput(Terminal terminal, PictureLimits limits)
    {
        if (_inputWasRead)
        {
            throw new FgClipException(FgClipErrorKind.Argument, "standard input ('-') can be read once only", remedy: "Save the pictures to files.");
        }

        _inputWasRead = true;
        using var input = terminal.OpenInput();
        using var bytes = new MemoryStream();
        var chunk = new byte[81920];
        for (int count; (count = input.Read(chunk)) > 0;)
        {
            bytes.Write(chunk, 0, count);
            if (bytes.Length <= limits.MaxBytes) continue;

            throw new FgClipException(
                FgClipErrorKind.Picture, "picture is too large", "standard input", $"at most {limits.MaxBytes} bytes", "more");
        }

        return bytes.ToArray();
    }
}
