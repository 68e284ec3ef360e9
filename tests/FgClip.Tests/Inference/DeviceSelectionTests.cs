using FgClip.Encoding;
using FgClip.Inference;

namespace FgClip.Tests.Inference;

public class DeviceSelectionTests
{
    private static readonly string[] CpuOnly = ["CPUExecutionProvider"];
    private static readonly string[] GpuBuild = ["TensorrtExecutionProvider", "CUDAExecutionProvider", "CPUExecutionProvider"];

    [Fact]
    public void Auto_takes_the_cpu_where_there_is_nothing_else() =>
        Assert.Equal((DeviceKind.Cpu, "this build has no accelerator"), Resolve(DeviceKind.Auto, CpuOnly, _ => null));

    [Fact]
    public void Auto_takes_cuda_before_the_cpu_and_leaves_tensorrt_to_those_who_ask() =>
        Assert.Equal((DeviceKind.Cuda, "this build has CUDAExecutionProvider"), Resolve(DeviceKind.Auto, GpuBuild, _ => null));

    [Fact]
    public void Auto_falls_back_where_a_device_does_not_start_and_says_why() =>
        Assert.Equal(
            (DeviceKind.Cpu, "cuda does not start: no driver"),
            Resolve(DeviceKind.Auto, GpuBuild, device => device.Kind == DeviceKind.Cuda ? "no driver" : throw new InvalidOperationException("TensorRT was not asked for")));

    [Fact]
    public void Auto_goes_on_to_the_next_best() =>
        Assert.Equal(
            DeviceKind.OpenVino,
            Resolve(DeviceKind.Auto, [.. GpuBuild, "OpenVINOExecutionProvider"], device => device.Kind == DeviceKind.Cuda ? "no driver" : null).Kind);

    [Theory]
    [InlineData(DeviceKind.Cuda, "CUDA runtime")]
    [InlineData(DeviceKind.TensorRt, "TensorRT")]
    public void An_explicit_device_that_does_not_start_is_an_error_with_its_remedy(DeviceKind device, string remedy)
    {
        var error = Assert.Throws<FgClipException>(() => Resolve(device, GpuBuild, _ => "Failed to load shared library"));

        Assert.Equal(FgClipErrorKind.Device, error.Kind);
        Assert.Contains($"'{DeviceSelection.NameOf(device)}' does not start: Failed to load shared library", error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
        Assert.Contains("--device cpu", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DeviceKind.Cuda, "-p:FgClipGpu=true")]
    [InlineData(DeviceKind.TensorRt, "-p:FgClipGpu=true")]
    [InlineData(DeviceKind.DirectMl, "--device cpu")]
    [InlineData(DeviceKind.CoreMl, "--device cpu")]
    [InlineData(DeviceKind.OpenVino, "--device cpu")]
    public void An_explicit_device_that_is_not_there_is_an_error_with_its_remedy(DeviceKind device, string remedy)
    {
        // The providers of this build, as the engine itself lists them.
        var error = Assert.Throws<FgClipException>(() => DeviceSelection.Resolve(new InferenceOptions { Device = device }));

        Assert.Equal(FgClipErrorKind.Device, error.Kind);
        Assert.Contains(DeviceSelection.NameOf(device), error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
    }

    // A build may list a provider and yet not have it: what the engine then says is an answer, not a fault of ours.
    [Theory]
    [InlineData(DeviceKind.Cuda)]
    [InlineData(DeviceKind.TensorRt)]
    [InlineData(DeviceKind.DirectMl)]
    [InlineData(DeviceKind.CoreMl)]
    [InlineData(DeviceKind.OpenVino)]
    public void The_engine_of_this_build_says_that_it_has_no_other_device(DeviceKind device)
    {
        var answer = DeviceStart.Try(new EngineDevice(device, ""), new InferenceOptions());

        Assert.NotNull(answer);
        Assert.DoesNotContain('\n', answer);
    }

    [Theory]
    [InlineData("[ErrorCode:Fail] /src/bridge.cc:2043 Provider& Get() [ONNXRuntimeError] : 1 : FAIL : Failed to load x.so with error: libcuda.so : none", "Failed to load x.so with error: libcuda.so : none")]
    [InlineData("[ErrorCode:InvalidArgument] CoreML is not supported\nin this build. ", "CoreML is not supported in this build.")]
    [InlineData("no code at all", "no code at all")]
    public void Of_what_the_engine_says_the_words_are_told(string message, string words) =>
        Assert.Equal(words, DeviceStart.InWords(new NotSupportedException(message)));

    [Fact]
    public void The_cpu_starts() => Assert.Null(DeviceStart.Try(EngineDevice.Cpu, new InferenceOptions()));

    [Fact]
    public void The_engine_of_this_build_has_a_cpu() =>
        Assert.Contains("CPUExecutionProvider", EngineEnvironment.ProvidersOf(new InferenceOptions()));

    [Fact]
    public void Auto_and_an_encoder_run_on_this_build()
    {
        using var encoder = FgClipEncoder.Open(TestData.ScenesModel, new InferenceOptions { Device = DeviceKind.Auto });

        Assert.Equal((DeviceKind.Cpu, "this build has no accelerator"), (encoder.Device, encoder.DeviceReason));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1025)]
    public void Thread_counts_out_of_range_are_refused(int threads) =>
        Assert.Contains(
            "1 to 1024",
            Assert.Throws<FgClipException>(() => new InferenceOptions { Threads = threads }.Check()).Message,
            StringComparison.Ordinal);

    private static (DeviceKind Kind, string Reason) Resolve(DeviceKind asked, string[] providers, Func<EngineDevice, string?> start)
    {
        var device = DeviceSelection.Resolve(asked, providers, [], start);
        return (device.Kind, device.Reason);
    }
}
