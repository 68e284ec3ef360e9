using System.CommandLine;
using FgClip.Encoding;
using FgClip.Inference;
using FgClip.Mcp.Hosting;

namespace FgClip.Mcp.Cli;

/// <summary>The options that choose a checkpoint and a device.</summary>
internal sealed class ModelOptions
{
    /// <summary>Environment variable that stands in for <c>--model</c>.</summary>
    public const string ModelVariable = "FGCLIP_MODEL";

    /// <summary>Environment variable that stands in for <c>--device-library</c>.</summary>
    public const string LibraryVariable = "FGCLIP_DEVICE_LIBRARY";

    private static readonly DeviceKind[] Devices = Enum.GetValues<DeviceKind>();

    private readonly Option<string?> _model = new("--model")
    {
        Description = $"Checkpoint folder, or a pulled model's name. Default: {ModelVariable}, else the embedded demonstration model for drawn scenes.",
        HelpName = "FOLDER|NAME",
    };

    private readonly Option<string> _device = new("--device")
    {
        Description = "Where to compute.",
        DefaultValueFactory = _ => "cpu",
    };

    private readonly Option<string?> _library = new("--device-library")
    {
        Description = $"A library with an execution provider of ONNX Runtime, for a device that this build does not have. Default: {LibraryVariable}.",
        HelpName = "FILE",
    };

    private readonly Option<string> _precision = new("--precision")
    {
        Description = "What matrix products are computed in. auto: float16 on cuda and tensorrt, float32 elsewhere.",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<int?> _threads = new("--threads") { Description = "CPU threads. Default: one a physical core.", HelpName = "N" };

    private readonly Option<int?> _textCache = new("--text-cache")
    {
        Description = "Megabytes of text features to remember; 0 for none. Default: 32.",
        HelpName = "MB",
    };

    private readonly Option<int?> _pictureCache = new("--picture-cache")
    {
        Description = "Megabytes of picture features to remember; 0 for none. Default: 256.",
        HelpName = "MB",
    };

    private readonly Option<int?> _waiting = new("--max-waiting")
    {
        Description = "Calls that may wait for the device; more are refused with the time to try again. Default: 256.",
        HelpName = "N",
    };

    private readonly Option<bool> _pack = new("--pack-weights")
    {
        Description = "Copy the weights into the engine's own order: short texts run up to 16 % faster, each tower takes its size in memory again and seconds to load.",
    };

    public ModelOptions()
    {
        _device.AcceptOnlyFromAmong([.. Devices.Select(DeviceSelection.NameOf)]);
        _precision.AcceptOnlyFromAmong([.. Enum.GetValues<ModelPrecision>().Select(PrecisionNames.NameOf)]);
    }

    public void AddTo(Command command)
    {
        AddModelTo(command);
        AddDeviceTo(command);
    }

    public void AddModelTo(Command command) => command.Options.Add(_model);

    public void AddPrecisionTo(Command command) => command.Options.Add(_precision);

    /// <summary>Adds what only a program that stays has use for.</summary>
    public void AddServingTo(Command command)
    {
        AddTo(command);
        command.Options.Add(_textCache);
        command.Options.Add(_pictureCache);
        command.Options.Add(_waiting);
        command.Options.Add(_pack);
    }

    public void AddDeviceTo(Command command)
    {
        command.Options.Add(_device);
        command.Options.Add(_library);
        AddPrecisionTo(command);
        command.Options.Add(_threads);
    }

    /// <summary>Opens the encoder and says on <paramref name="terminal"/>'s error stream what runs where, if asked to choose.</summary>
    public FgClipEncoder Open(ParseResult parsed, Terminal terminal)
    {
        var encoder = FgClipEncoder.Open(FolderOf(parsed), InferenceOf(parsed));
        SayDevice(encoder, InferenceOf(parsed), terminal);
        return encoder;
    }

    /// <summary>The checkpoint's folder.</summary>
    /// <exception cref="FgClipException">It is a model that is not pulled.</exception>
    public string FolderOf(ParseResult parsed) =>
        NamedModel.FolderOf(parsed.GetValue(_model) ?? Environment.GetEnvironmentVariable(ModelVariable));

    public ModelPrecision PrecisionOf(ParseResult parsed) => PrecisionNames.Parse(parsed.GetValue(_precision)!);

    /// <summary>Says on the error stream what runs and why, unless it is what runs everywhere.</summary>
    public static void SayDevice(FgClipEncoder encoder, InferenceOptions asked, Terminal terminal)
    {
        if (asked is { Device: DeviceKind.Cpu, Precision: ModelPrecision.Auto or ModelPrecision.Float32 }) return;

        terminal.Error.WriteLine($"fgclip: running on {DeviceSelection.NameOf(encoder.Device)} in {PrecisionNames.NameOf(encoder.Precision)} ({encoder.DeviceReason})");
    }

    public InferenceOptions InferenceOf(ParseResult parsed)
    {
        var defaults = new InferenceOptions();
        return new InferenceOptions
        {
            Device = Devices.Single(device => DeviceSelection.NameOf(device) == parsed.GetValue(_device)),
            DeviceLibrary = LibraryOf(parsed),
            Precision = PrecisionOf(parsed),
            Threads = parsed.GetValue(_threads),
            PackWeights = parsed.GetValue(_pack),
            MaxWaitingCalls = parsed.GetValue(_waiting) ?? defaults.MaxWaitingCalls,
            TextCacheBytes = Bytes(_textCache) ?? defaults.TextCacheBytes,
            PictureCacheBytes = Bytes(_pictureCache) ?? defaults.PictureCacheBytes,
        };

        string? LibraryOf(ParseResult result) =>
            (result.GetValue(_library) ?? Environment.GetEnvironmentVariable(LibraryVariable)) is { Length: > 0 } library ? library : null;

        long? Bytes(Option<int?> option) => parsed.GetValue(option) * (1L << 20);
    }
}
