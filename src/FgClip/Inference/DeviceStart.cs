using FgClip.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace FgClip.Inference;

/// <summary>Tries whether a device starts: a build has providers whose libraries or hardware are not there.</summary>
internal static class DeviceStart
{
    /// <summary>Runs a graph of one node on the device.</summary>
    /// <returns>Why that failed, in the engine's words; null where it did not.</returns>
    public static string? Try(EngineDevice device, InferenceOptions options)
    {
        try
        {
            using var session = EngineEnvironment.NewSessionOptions(options);
            ExecutionProviders.Append(session, device, ModelPrecision.Float32);
            var graph = new OnnxGraph("start");
            var x = graph.Input("x", OnnxElementType.Float, 1);
            graph.Output(graph.Node("Add", "y", [x, x]), OnnxElementType.Float, 1);
            using var tried = new InferenceSession(graph.ToModel(""), session);
            using var one = OrtValue.CreateTensorValueFromMemory<float>([1], [1]);
            using var run = new RunOptions();
            using var outputs = tried.Run(run, ["x"], [one], ["y"]);
            return outputs[0].GetTensorDataAsSpan<float>()[0] == 2 ? null : "it computes 1 + 1 wrongly";
        }
        catch (Exception error) when (IsRefusal(error))
        {
            return InWords(error);
        }
    }

    /// <summary>Whether an exception is the engine's way to say that it does not have or cannot use a provider.</summary>
    public static bool IsRefusal(Exception error) =>
        error is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException or NotSupportedException;

    /// <summary>What it says, on one line and without its codes and places in the engine's source.</summary>
    public static string InWords(Exception error)
    {
        if (error is EntryPointNotFoundException) return "this build of ONNX Runtime does not have it";

        // "[ErrorCode:Fail] file:line function [ONNXRuntimeError] : 1 : FAIL : what happened"
        var message = error.Message.ReplaceLineEndings(" ").Trim();
        var inner = message.LastIndexOf("[ONNXRuntimeError]", StringComparison.Ordinal);
        if (inner >= 0 && message[inner..].Split(" : ", 4) is [_, _, _, var said]) return said;
        return message.StartsWith("[ErrorCode:", StringComparison.Ordinal) ? message[(message.IndexOf(']', StringComparison.Ordinal) + 1)..].Trim() : message;
    }
}
