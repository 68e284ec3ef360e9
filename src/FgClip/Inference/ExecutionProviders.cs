using Microsoft.ML.OnnxRuntime;

namespace FgClip.Inference;

/// <summary>Registers the execution provider of a device with a session; the CPU's is always there.</summary>
internal static class ExecutionProviders
{
    public static void Append(SessionOptions session, DeviceKind device)
    {
        switch (device)
        {
            case DeviceKind.Cpu:
                break;
            case DeviceKind.Cuda:
                session.AppendExecutionProvider_CUDA();
                break;
            case DeviceKind.TensorRt:
                session.AppendExecutionProvider_Tensorrt();
                session.AppendExecutionProvider_CUDA();
                break;
            case DeviceKind.DirectMl:
                session.EnableMemoryPattern = false; // DirectML demands it
                session.AppendExecutionProvider_DML();
                break;
            case DeviceKind.CoreMl:
                session.AppendExecutionProvider("CoreML", []);
                break;
            case DeviceKind.OpenVino:
                session.AppendExecutionProvider_OpenVINO();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(device), device, "resolve the device first");
        }
    }
}
