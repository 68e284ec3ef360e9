using System.Runtime.InteropServices;
using FgClip.Encoding;
using FgClip.Inference;
using Microsoft.ML.OnnxRuntime;

namespace FgClip.Tests.Inference;

/// <summary>Execution providers from libraries of their own, as far as an engine without one can show it.</summary>
public class DeviceLibraryTests
{
    [Fact]
    public void A_library_that_is_not_there_is_an_error_that_names_it()
    {
        var error = Refused("no-such-library.so");

        Assert.Contains("no-such-library.so", error.Message, StringComparison.Ordinal);
        Assert.Contains("there is no such file", error.Message, StringComparison.Ordinal);
        Assert.Contains("--device-library", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_library_is_an_error_in_the_engines_words()
    {
        var error = Refused(typeof(DeviceLibraryTests).Assembly.Location);

        Assert.Contains("Failed to load library", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_without_a_provider_is_an_error_in_the_engines_words()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        var platform = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        var shared = Directory.GetFiles(AppContext.BaseDirectory, "*onnxruntime_providers_shared.*", SearchOption.AllDirectories)
            .FirstOrDefault(file => file.Contains(platform, StringComparison.Ordinal) && !file.EndsWith(".pdb", StringComparison.Ordinal));
        Assert.SkipWhen(shared is null, "this platform's engine has no second library");

        Assert.Contains("CreateEpFactories", Refused(shared!).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registered_device_runs_the_graphs()
    {
        // The processor as a device that a library has: the way is the same.
        Assert.NotEmpty(EngineEnvironment.ProvidersOf(new InferenceOptions()));
        var processor = OrtEnv.Instance().GetEpDevices().Single(device => device.EpName == "CPUExecutionProvider");
        var registered = new EngineDevice(DeviceKind.Cpu, "registered") { Registered = [processor] };

        Assert.Null(DeviceStart.Try(registered, new InferenceOptions()));
        using var checkpoint = FgClip.Checkpoints.Checkpoint.Open(TestData.ScenesModel);
        using var sessions = new ModelSessions(FgClip.Model.ModelFamily.Of(checkpoint), new InferenceOptions(), registered);
        sessions.LoadText(TextKind.Short);

        Assert.Equal(["text tower", "Short text head"], sessions.Loaded.Select(session => session.Name));
    }

    [Fact]
    public void Devices_of_a_library_go_before_those_of_the_build()
    {
        EngineDevice[] registered = [new(DeviceKind.OpenVino, "x.so has OpenVINOExecutionProvider"), new(DeviceKind.Cuda, "x.so has CudaPluginExecutionProvider")];

        Assert.Equal(registered[0], DeviceSelection.Resolve(DeviceKind.Auto, ["CUDAExecutionProvider"], registered, _ => null));
        Assert.Equal(registered[1] with { Reason = "asked for" }, DeviceSelection.Resolve(DeviceKind.Cuda, ["CUDAExecutionProvider"], registered, _ => null));
    }

    [Theory]
    [InlineData("CUDAExecutionProvider", DeviceKind.Cuda)]
    [InlineData("CudaPluginExecutionProvider", DeviceKind.Cuda)]
    [InlineData("TensorrtExecutionProvider", DeviceKind.TensorRt)]
    [InlineData("NvTensorRTRTXExecutionProvider", DeviceKind.TensorRt)]
    [InlineData("DmlExecutionProvider", DeviceKind.DirectMl)]
    [InlineData("CoreMLExecutionProvider", DeviceKind.CoreMl)]
    [InlineData("OpenVINOExecutionProvider", DeviceKind.OpenVino)]
    [InlineData("CPUExecutionProvider", null)]
    [InlineData("QNNExecutionProvider", null)]
    public void A_providers_name_tells_its_device(string provider, DeviceKind? device) => Assert.Equal(device, DeviceSelection.OfProvider(provider));

    private static FgClipException Refused(string library)
    {
        var error = Assert.Throws<FgClipException>(
            () => FgClipEncoder.Open(TestData.ScenesModel, new InferenceOptions { Device = DeviceKind.Auto, DeviceLibrary = library }));
        Assert.Equal(FgClipErrorKind.Device, error.Kind);
        return error;
    }
}
