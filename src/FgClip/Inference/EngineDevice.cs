using Microsoft.ML.OnnxRuntime;

namespace FgClip.Inference;

/// <summary>A device that graphs run on, with what the engine needs to use it.</summary>
/// <param name="Kind">The device; never <see cref="DeviceKind.Auto"/>.</param>
/// <param name="Reason">One clause for people: why this device.</param>
internal sealed record EngineDevice(DeviceKind Kind, string Reason)
{
    /// <summary>The processor.</summary>
    public static EngineDevice Cpu { get; } = new(DeviceKind.Cpu, "asked for");

    /// <summary>The devices of a library that was registered at run time; empty where the build itself has the provider.</summary>
    public IReadOnlyList<OrtEpDevice> Registered { get; init; } = [];

    /// <summary>
    /// The memory where what one graph computes stays for the next; null where that is the processor's, so that there is
    /// nothing to bind.
    /// </summary>
    public OrtMemoryInfo? Memory { get; init; }

    /// <summary>The same device with the memory that its provider computes in.</summary>
    public EngineDevice WithMemory() => this with
    {
        Memory = (Kind, Registered) switch
        {
            (DeviceKind.Cpu, _) => null,
            (_, [var device, ..]) => device.GetMemoryInfo(OrtDeviceMemoryType.DEFAULT),
            (DeviceKind.Cuda or DeviceKind.TensorRt, _) => new OrtMemoryInfo(
                OrtMemoryInfo.allocatorCUDA, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default),
            (DeviceKind.DirectMl, _) => new OrtMemoryInfo("DML", OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default),
            _ => null, // CoreML and OpenVINO take and give the processor's memory
        },
    };
}
