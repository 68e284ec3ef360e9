namespace FgClip.Inference;

/// <summary>Turns the device that was asked for into one that this build of the engine has.</summary>
/// <param name="Device">The device that graphs run on; never <see cref="DeviceKind.Auto"/>.</param>
/// <param name="Reason">One clause for people: why this device.</param>
internal sealed record DeviceSelection(DeviceKind Device, string Reason)
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

    /// <summary>Resolves against a list of execution providers, as <see cref="EngineEnvironment"/> gives it.</summary>
    /// <exception cref="FgClipException">An explicit device is not among them.</exception>
    public static DeviceSelection Resolve(DeviceKind asked, IReadOnlyCollection<string> providers)
    {
        if (asked == DeviceKind.Cpu) return new DeviceSelection(DeviceKind.Cpu, "asked for");

        if (asked == DeviceKind.Auto)
        {
            // TensorRT compiles an engine for minutes at its first run: only on request.
            foreach (var (device, provider) in Accelerators.Where(known => known.Device != DeviceKind.TensorRt))
            {
                if (providers.Contains(provider)) return new DeviceSelection(device, $"this build has {provider}");
            }

            return new DeviceSelection(DeviceKind.Cpu, "this build has no accelerator");
        }

        var wanted = Accelerators.Single(known => known.Device == asked);
        if (providers.Contains(wanted.Provider)) return new DeviceSelection(asked, "asked for");

        throw new FgClipException(
            FgClipErrorKind.Device,
            $"device '{NameOf(asked)}' is not in this build",
            expected: $"one of {string.Join(", ", Available(providers))}",
            remedy: asked is DeviceKind.Cuda or DeviceKind.TensorRt
                ? "Build with -p:FgClipGpu=true on a machine with CUDA, or use --device cpu."
                : "Use --device cpu, or --device auto for the best that this build has.");
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

    private static IEnumerable<string> Available(IReadOnlyCollection<string> providers) =>
        Accelerators.Where(known => providers.Contains(known.Provider)).Select(known => NameOf(known.Device))
            .Append("auto").Append("cpu");
}
