using Microsoft.ML.OnnxRuntime;

namespace FgClip.Inference;

/// <summary>
/// Execution providers that are loaded at run time from libraries of their own, so that one build runs on a device it was
/// not built for. A library stays loaded until the process ends. Thread-safe.
/// </summary>
internal static class DeviceLibraries
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, IReadOnlyList<EngineDevice>> Registered = [];

    /// <summary>Registers a library with the engine, once however often it is asked for.</summary>
    /// <param name="path">The library's file.</param>
    /// <returns>Its devices, each kind with all that the provider finds.</returns>
    /// <exception cref="FgClipException">There is no such file, the engine cannot use it, or it finds no device of ours.</exception>
    public static IReadOnlyList<EngineDevice> Register(string path)
    {
        var full = Path.GetFullPath(path);
        lock (Gate)
        {
            if (Registered.TryGetValue(full, out var known)) return known;
            if (!File.Exists(full)) throw Failed(path, "there is no such file");

            var devices = DevicesOf(full, path);
            Registered.Add(full, devices);
            return devices;
        }
    }

    private static List<EngineDevice> DevicesOf(string full, string path)
    {
        var engine = OrtEnv.Instance();
        var before = engine.GetEpDevices().Count;
        var name = FormattableString.Invariant($"fgclip-{Registered.Count + 1}");
        try
        {
            engine.RegisterExecutionProviderLibrary(name, full);
        }
        catch (OnnxRuntimeException error)
        {
            throw Failed(path, DeviceStart.InWords(error), error);
        }

        OrtEpDevice[] found = [.. engine.GetEpDevices().Skip(before)];
        var kinds = found.GroupBy(device => DeviceSelection.OfProvider(device.EpName)).Where(group => group.Key is not null);
        var devices = kinds.Select(group => new EngineDevice(group.Key!.Value, $"{Path.GetFileName(full)} has {group.First().EpName}") { Registered = [.. group] }).ToList();
        if (devices.Count > 0) return devices;

        engine.UnregisterExecutionProviderLibrary(name);
        throw Failed(path, found.Length == 0 ? "it finds no device here" : $"none of its providers is known: {string.Join(", ", found.Select(device => device.EpName).Distinct())}");
    }

    private static FgClipException Failed(string path, string answer, Exception? inner = null) => new(
        FgClipErrorKind.Device,
        $"the device library cannot be used: {answer.TrimEnd('.')}",
        path,
        "a library with an execution provider of ONNX Runtime, and all that it needs",
        remedy: "Leave out --device-library to use the devices of this build.",
        inner: inner);
}
