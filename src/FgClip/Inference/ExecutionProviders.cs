using Microsoft.ML.OnnxRuntime;

namespace FgClip.Inference;

/// <summary>Registers the execution provider of a device with a session; the CPU's is always there.</summary>
internal static class ExecutionProviders
{
    /// <param name="session">Gets the provider.</param>
    /// <param name="device">The device.</param>
    /// <param name="precision">What will be computed on it; resolved.</param>
    public static void Append(SessionOptions session, EngineDevice device, ModelPrecision precision)
    {
        // DirectML demands it, whoever brings the provider.
        if (device.Kind == DeviceKind.DirectMl) session.EnableMemoryPattern = false;

        if (device.Registered.Count > 0)
        {
            session.AppendExecutionProvider(OrtEnv.Instance(), device.Registered, OptionsOf(device.Kind, precision));
            return;
        }

        switch (device.Kind)
        {
            case DeviceKind.Cpu:
                break;
            case DeviceKind.Cuda:
                AppendCuda(session, precision);
                break;
            case DeviceKind.TensorRt:
                AppendTensorRt(session, precision);
                AppendCuda(session, precision); // for what TensorRT does not take
                break;
            case DeviceKind.DirectMl:
                session.AppendExecutionProvider_DML();
                break;
            case DeviceKind.CoreMl:
                session.AppendExecutionProvider("CoreML", []);
                break;
            case DeviceKind.OpenVino:
                session.AppendExecutionProvider("OpenVINO", []);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(device), device.Kind, "resolve the device first");
        }
    }

    /// <summary>The options of a device's provider.</summary>
    internal static Dictionary<string, string> OptionsOf(DeviceKind device, ModelPrecision precision) => device switch
    {
        // Otherwise float32 products are computed from factors rounded to 11 bits.
        DeviceKind.Cuda => new() { ["use_tf32"] = "0" },
        DeviceKind.TensorRt when precision == ModelPrecision.Float16 => new() { ["trt_fp16_enable"] = "1" },
        DeviceKind.TensorRt when precision == ModelPrecision.BFloat16 => new() { ["trt_bf16_enable"] = "1" },
        _ => [],
    };

    private static void AppendCuda(SessionOptions session, ModelPrecision precision)
    {
        using var options = new OrtCUDAProviderOptions();
        options.UpdateOptions(OptionsOf(DeviceKind.Cuda, precision));
        session.AppendExecutionProvider_CUDA(options);
    }

    private static void AppendTensorRt(SessionOptions session, ModelPrecision precision)
    {
        using var options = new OrtTensorRTProviderOptions();
        if (OptionsOf(DeviceKind.TensorRt, precision) is { Count: > 0 } own) options.UpdateOptions(own);
        session.AppendExecutionProvider_Tensorrt(options);
    }
}
