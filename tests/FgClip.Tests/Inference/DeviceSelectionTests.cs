using FgClip.Inference;

namespace FgClip.Tests.Inference;

public class DeviceSelectionTests
{
    private static readonly string[] CpuOnly = ["CPUExecutionProvider"];

    [Fact]
    public void Auto_takes_the_cpu_where_there_is_nothing_else() =>
        Assert.Equal(DeviceKind.Cpu, DeviceSelection.Resolve(DeviceKind.Auto, CpuOnly).Device);

    [Fact]
    public void Auto_takes_cuda_before_the_cpu_and_leaves_tensorrt_to_those_who_ask() =>
        Assert.Equal(
            DeviceKind.Cuda,
            DeviceSelection.Resolve(
                DeviceKind.Auto, ["TensorrtExecutionProvider", "CUDAExecutionProvider", "CPUExecutionProvider"]).Device);

    [Theory]
    [InlineData(DeviceKind.Cuda, "-p:FgClipGpu=true")]
    [InlineData(DeviceKind.TensorRt, "-p:FgClipGpu=true")]
    [InlineData(DeviceKind.DirectMl, "--device cpu")]
    [InlineData(DeviceKind.CoreMl, "--device cpu")]
    [InlineData(DeviceKind.OpenVino, "--device cpu")]
    public void An_explicit_device_that_is_not_there_is_an_error_with_its_remedy(DeviceKind device, string remedy)
    {
        var error = Assert.Throws<FgClipException>(() => DeviceSelection.Resolve(device, CpuOnly));

        Assert.Equal(FgClipErrorKind.Device, error.Kind);
        Assert.Contains(DeviceSelection.NameOf(device), error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_engine_of_this_build_has_a_cpu() =>
        Assert.Contains("CPUExecutionProvider", EngineEnvironment.ProvidersOf(new InferenceOptions()));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1025)]
    public void Thread_counts_out_of_range_are_refused(int threads) =>
        Assert.Contains(
            "1 to 1024",
            Assert.Throws<FgClipException>(() => new InferenceOptions { Threads = threads }.Check()).Message,
            StringComparison.Ordinal);
}
