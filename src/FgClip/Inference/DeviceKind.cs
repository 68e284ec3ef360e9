namespace FgClip.Inference;

/// <summary>Where graphs run.</summary>
public enum DeviceKind
{
    /// <summary>The best device that starts; the CPU where no other does.</summary>
    Auto,

    /// <summary>The processor. Always there.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU; needs the build with <c>-p:FgClipGpu=true</c>.</summary>
    Cuda,

    /// <summary>An NVIDIA GPU with TensorRT; needs the build with <c>-p:FgClipGpu=true</c>.</summary>
    TensorRt,

    /// <summary>A GPU through DirectX 12 on Windows.</summary>
    DirectMl,

    /// <summary>Apple's neural engine or GPU on macOS.</summary>
    CoreMl,

    /// <summary>Intel processors and GPUs through OpenVINO.</summary>
    OpenVino,
}
