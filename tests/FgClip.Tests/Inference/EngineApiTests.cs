using System.Reflection;
using FgClip.Encoding;
using FgClip.Inference;
using FgClip.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace FgClip.Tests.Inference;

public class EngineApiTests
{
    // The engine's own .NET library holds the same table as a structure: its fields tell the places.
    [Theory]
    [InlineData("GetErrorMessage", EngineApi.GetErrorMessage)]
    [InlineData("CreateTensorWithDataAsOrtValue", EngineApi.CreateTensorWithDataAsOrtValue)]
    [InlineData("ReleaseStatus", EngineApi.ReleaseStatus)]
    [InlineData("ReleaseValue", EngineApi.ReleaseValue)]
    [InlineData("AddExternalInitializers", EngineApi.AddExternalInitializers)]
    [InlineData("Session_GetEpGraphAssignmentInfo", EngineApi.SessionGetEpGraphAssignmentInfo)]
    [InlineData("EpAssignedSubgraph_GetEpName", EngineApi.EpAssignedSubgraphGetEpName)]
    [InlineData("EpAssignedSubgraph_GetNodes", EngineApi.EpAssignedSubgraphGetNodes)]
    public void Functions_are_where_the_engines_own_library_looks_for_them(string name, int place)
    {
        var fields = typeof(OrtEnv).Assembly.GetType("Microsoft.ML.OnnxRuntime.OrtApi", throwOnError: true)!
            .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .OrderBy(field => field.MetadataToken);

        Assert.Equal(name, fields.ElementAt(place).Name);
    }

    [Fact]
    public void A_weight_that_the_engine_cannot_take_is_an_error_in_its_words()
    {
        using var options = new SessionOptions();
        var values = new float[4];
        unsafe
        {
            fixed (float* first = values)
            {
                EngineWeight weight = new("w", OnnxElementType.Float, [2, 3], (nint)first, 4 * sizeof(float));

                Assert.Contains("refused", Assert.Throws<FgClipException>(() => EngineApi.AddWeights(options, [weight])).Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Every_node_of_a_loaded_part_runs_somewhere_and_the_engine_tells_where()
    {
        using var encoder = FgClipEncoder.Open(TestData.ScenesModel, new InferenceOptions { UsesGraphs = true });
        Assert.Empty(encoder.Sessions);

        await encoder.LoadAsync();

        Assert.Equal(
            ["vision tower", "image head", "dense head", "text tower", "Short text head", "Box text head", "Long text head"],
            encoder.Sessions.Select(part => part.Name));
        Assert.All(encoder.Sessions, part => Assert.Equal(["CPUExecutionProvider"], part.NodesByProvider!.Keys));
        Assert.All(encoder.Sessions, part => Assert.InRange(part.NodesByProvider!["CPUExecutionProvider"], 1, 10_000));
    }
}
