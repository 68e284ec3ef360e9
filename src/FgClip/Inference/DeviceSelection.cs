namespace FgClip.Inference;

/// <summary>Turns the device that was asked for into one that starts here.</summary>
internal static class DeviceSelection
{
    // Best first; each with the name that ONNX Runtime gives its execution provider.
    private static readonly (DeviceKind Device, string Provider)[] Accelerators =
    [
        (DeviceKind.TensorRt, "TensorrtExecutionProvider"),
        (DeviceKind.Cuda, "CUDAExecutionProvider"),
        (DeviceKind.DirectMl, "DmlExecutionProvider"),
        (DeviceKind.CoreMl, "CoreMLExecutionProvider"),
        (DeviceKind.OpenVino, "OpenVINOExecutionProvider"),
    ];

    /// <summary>Resolves against the engine of this process, registering the library that the options name.</summary>
    /// <exception cref="FgClipException">An explicit device is not there or does not start, or the library cannot be used.</exception>
    public static EngineDevice Resolve(InferenceOptions options)
    {
        if (options is { Device: DeviceKind.Cpu, DeviceLibrary: null }) return EngineDevice.Cpu;

        var providers = EngineEnvironment.ProvidersOf(options);
        EngineDevice[] registered = options.DeviceLibrary is { } library ? [.. DeviceLibraries.Register(library)] : [];
        return Resolve(options.Device, providers, registered, device => DeviceStart.Try(device, options)).WithMemory();
    }

    /// <summary>Resolves against what is known of an engine.</summary>
    /// <param name="asked">The device that was asked for.</param>
    /// <param name="providers">The execution providers of the build, as <see cref="EngineEnvironment"/> gives them.</param>
    /// <param name="registered">The devices of a library that was registered; they go before those of the build.</param>
    /// <param name="start">Starts a device; the engine's answer where it does not start, else null.</param>
    /// <exception cref="FgClipException">An explicit device is not there or does not start.</exception>
    public static EngineDevice Resolve(
        DeviceKind asked, IReadOnlyCollection<string> providers, IReadOnlyList<EngineDevice> registered, Func<EngineDevice, string?> start)
    {
        if (asked == DeviceKind.Cpu) return EngineDevice.Cpu;

        EngineDevice[] known =
        [
            .. registered,
            .. Accelerators.Where(one => providers.Contains(one.Provider)).Select(one => new EngineDevice(one.Device, $"this build has {one.Provider}")),
        ];
        if (asked == DeviceKind.Auto) return Best(known, start);

        var device = known.FirstOrDefault(one => one.Kind == asked) ?? throw Absent(asked, known);
        return start(device) is { } refusal ? throw NotStarting(asked, refusal) : device with { Reason = "asked for" };
    }

    /// <summary>The name on the command line.</summary>
    public static string NameOf(DeviceKind device) => device switch
    {
        DeviceKind.Auto => "auto",
        DeviceKind.Cpu => "cpu",
        DeviceKind.Cuda => "cuda",
        DeviceKind.TensorRt => "tensorrt",
        DeviceKind.DirectMl => "directml",
        DeviceKind.CoreMl => "coreml",
        DeviceKind.OpenVino => "openvino",
        _ => throw new ArgumentOutOfRangeException(nameof(device), device, null),
    };

    /// <summary>The device of an execution provider, by the name it gives itself; null for one that is none of ours.</summary>
    public static DeviceKind? OfProvider(string provider)
    {
        // Providers of a build and those of libraries write the same names differently.
        (string Part, DeviceKind Kind)[] parts =
        [
            ("tensorrt", DeviceKind.TensorRt), ("cuda", DeviceKind.Cuda), ("dml", DeviceKind.DirectMl), ("directml", DeviceKind.DirectMl),
            ("coreml", DeviceKind.CoreMl), ("openvino", DeviceKind.OpenVino),
        ];
        return parts.Where(part => provider.Contains(part.Part, StringComparison.OrdinalIgnoreCase))
            .Select(part => (DeviceKind?)part.Kind).FirstOrDefault();
    }

    private static EngineDevice Best(IEnumerable<EngineDevice> known, Func<EngineDevice, string?> start)
    {
        var refusals = new List<string>();
        // TensorRT compiles an engine for minutes at its first run: only on request.
        foreach (var device in known.Where(one => one.Kind != DeviceKind.TensorRt))
        {
            if (start(device) is not { } refusal) return device;

            refusals.Add($"{NameOf(device.Kind)} does not start: {refusal}");
        }

        return new EngineDevice(DeviceKind.Cpu, refusals.Count > 0 ? string.Join("; ", refusals) : "this build has no accelerator");
    }

    private static FgClipException Absent(DeviceKind asked, EngineDevice[] known) => new(
        FgClipErrorKind.Device,
        $"device '{NameOf(asked)}' is not in this build",
        expected: $"one of {string.Join(", ", known.Select(one => NameOf(one.Kind)).Append("auto").Append("cpu").Distinct())}",
        remedy: asked is DeviceKind.Cuda or DeviceKind.TensorRt
            ? "Build with -p:FgClipGpu=true, name the provider's library with --device-library, or use --device cpu."
            : "Name the provider's library with --device-library, use --device cpu, or --device auto for the best that this build has.");

    private static FgClipException NotStarting(DeviceKind asked, string refusal) => new(
        FgClipErrorKind.Device,
        $"device '{NameOf(asked)}' does not start: {refusal.TrimEnd('.')}",
        remedy: asked switch
        {
            DeviceKind.Cuda => "Install NVIDIA's driver and the CUDA runtime that this ONNX Runtime was built for, where the system finds their libraries; ",
            DeviceKind.TensorRt => "Install TensorRT and CUDA as this ONNX Runtime was built for, where the system finds their libraries; ",
            _ => "Install what the provider needs; ",
        } + "or use --device cpu, or --device auto, which falls back to it.");
}
