using FgClip.Checkpoints;
using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>
/// A place in the checkpoint's tree of names while a graph is built: <c>scope["self_attn"]</c> goes down,
/// <see cref="Weight"/> asks for a tensor with the shape it must have.
/// </summary>
internal sealed class ModelScope
{
    private readonly CheckpointTensors _tensors;
    private readonly Dictionary<string, GraphWeight> _weights;
    private readonly string _path;
    private readonly GraphOptions _options;

    /// <summary>The root of a new graph called <paramref name="graphName"/>.</summary>
    /// <param name="graphName">The graph's name.</param>
    /// <param name="tensors">The weights.</param>
    /// <param name="options">How it is built; null: <see cref="GraphOptions.Default"/>.</param>
    public ModelScope(string graphName, CheckpointTensors tensors, GraphOptions? options = null)
        : this(
            new OnnxGraph(graphName) { EmulatesBFloat16 = options is { EmulatesBFloat16: true } }, tensors, [], "", options ?? GraphOptions.Default)
    {
    }

    private ModelScope(
        OnnxGraph graph, CheckpointTensors tensors, Dictionary<string, GraphWeight> weights, string path, GraphOptions options)
    {
        Graph = graph;
        _tensors = tensors;
        _weights = weights;
        _path = path;
        _options = options;
    }

    /// <summary>The graph that nodes are added to.</summary>
    public OnnxGraph Graph { get; }

    /// <summary>As <see cref="GraphOptions.IsComplete"/>.</summary>
    public bool IsComplete => _options.IsComplete;

    /// <summary>The place below this one: the keys there start with <c>{path}{name}.</c></summary>
    public ModelScope this[string name] => new(Graph, _tensors, _weights, $"{_path}{name}.", _options);

    /// <summary>A name for a node of this place.</summary>
    public string NodeName(string local) => _path + local;

    /// <summary>A value in the type of matrix products.</summary>
    public OnnxValue Narrow(OnnxValue value) => Graph.Cast(value, _options.ProductType);

    /// <summary>A value in float32.</summary>
    public OnnxValue Widen(OnnxValue value) => Graph.Cast(value, OnnxElementType.Float);

    /// <summary>The checkpoint's tensor <c>{path}{key}</c>, which must have this shape, in float32.</summary>
    public OnnxValue Weight(string key, params ReadOnlySpan<long> shape) => Whole(key, OnnxElementType.Float, shape);

    /// <summary>The same in the type of matrix products.</summary>
    public OnnxValue ProductWeight(string key, params ReadOnlySpan<long> shape) => Whole(key, _options.ProductType, shape);

    /// <summary>
    /// Part <paramref name="part"/> of <paramref name="parts"/> of a tensor packed along its first axis, in the type of
    /// matrix products: a weight [parts·H, …] gives [H, …].
    /// </summary>
    public OnnxValue ProductPart(string key, int part, int parts, params ReadOnlySpan<long> packedShape) =>
        ProductPart(key, part, parts, packedShape, [packedShape[0] / parts, .. packedShape[1..]]);

    /// <summary>The same, seen as a tensor of another <paramref name="shape"/> with as many values.</summary>
    public OnnxValue ProductPart(string key, int part, int parts, ReadOnlySpan<long> packedShape, ReadOnlySpan<long> shape)
    {
        var tensor = _tensors.Get(_path + key, packedShape);
        return Declare(
            $"{_path}{key}[{part}/{parts}]",
            new GraphWeight(tensor, part * (tensor.ElementCount / parts), shape.ToArray(), _options.ProductType));
    }

    /// <summary>The finished graph with the weights asked for in it.</summary>
    public ModelGraph Build(string name) => new(name, Graph, _weights);

    private OnnxValue Whole(string key, OnnxElementType type, ReadOnlySpan<long> shape) =>
        Declare(_path + key, new GraphWeight(_tensors.Get(_path + key, shape), 0, shape.ToArray(), type));

    private OnnxValue Declare(string name, GraphWeight weight)
    {
        var isNew = _weights.TryAdd(name, weight);
        if (_options.WeightsAreInputs)
        {
            return isNew
                ? Graph.Input(name, weight.Type, [.. weight.Shape.Select(side => (OnnxDimension)side)])
                : new OnnxValue(name, _weights[name].Type);
        }

        return Graph.Weight(name, weight.Type, weight.Shape);
    }
}
