using FgClip.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace SideBySide.Sides;

/// <summary>One MatMul with a constant right side in the engine, which arranges such a side once, when it loads the graph.</summary>
internal sealed class EngineProduct : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtValue _left;
    private readonly OrtValue _product;

    public EngineProduct(int rows, int inner, int columns)
    {
        using var options = new SessionOptions();
        var random = new Random(1);
        using var right = OrtValue.CreateTensorValueFromMemory(Values(inner * columns), [inner, columns]);
        options.AddInitializer("right", right);
        // A weight needs an existing file as its place, which is not read: any will do.
        options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", AppContext.BaseDirectory);
        options.AddSessionConfigEntry("optimization.disable_specified_optimizers", "ConstantFolding");

        var graph = new OnnxGraph("product");
        var left = graph.Input("left", OnnxElementType.Float, rows, inner);
        var product = graph.Node("MatMul", "product", [left, graph.Weight("right", OnnxElementType.Float, [inner, columns])]);
        graph.Output(product, OnnxElementType.Float, rows, columns);
        _session = new InferenceSession(graph.ToModel("SideBySide.dll"), options);
        _left = OrtValue.CreateTensorValueFromMemory(Values(rows * inner), [rows, inner]);
        _product = OrtValue.CreateTensorValueFromMemory(new float[rows * columns], [rows, columns]);

        float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
        _left.Dispose();
        _product.Dispose();
    }

    public void Run() => _session.Run(_options, ["left"], [_left], ["product"], [_product]);
}
