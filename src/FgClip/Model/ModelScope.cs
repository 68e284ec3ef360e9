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
    private readonly bool _weightsAsInputs;

    /// <summary>The root of a new graph called <paramref name="graphName"/>.</summary>
    /// <param name="graphName">The graph's name.</param>
    /// <param name="tensors">The weights.</param>
    /// <param name="weightsAsInputs">
    /// Whether weights are inputs of the graph, given with every run, so that one session serves all layers of a shape.
    /// </param>
    public ModelScope(string graphName, CheckpointTensors tensors, bool weightsAsInputs = false)
        : this(new OnnxGraph(graphName), tensors, [], "", weightsAsInputs)
    {
    }

    private ModelScope(
        OnnxGraph graph, CheckpointTensors tensors, Dictionary<string, GraphWeight> weights, string path, bool weightsAsInputs)
    {
        _weightsAsInputs = weightsAsInputs;
        Graph = graph;
        _tensors = tensors;
        _weights = weights;
        _path = path;
    }

    /// <summary>The graph that nodes are added to.</summary>
    public OnnxGraph Graph { get; }

    /// <summary>The place below this one: the keys there start with <c>{path}{name}.</c></summary>
    public ModelScope this[string name] => new(Graph, _tensors, _weights, $"{_path}{name}.", _weightsAsInputs);

    /// <summary>A name for a node of this place.</summary>
    public string NodeName(string local) => _path + local;

    /// <summary>The checkpoint's tensor <c>{path}{key}</c>, which must have this shape.</summary>
    public OnnxValue Weight(string key, params ReadOnlySpan<long> shape) =>
        Declare(_path + key, new GraphWeight(_tensors.Get(_path + key, shape), 0, shape.ToArray()));

    /// <summary>
    /// Part <paramref name="part"/> of <paramref name="parts"/> of a tensor packed along its first axis:
    /// a weight [parts·H, …] gives [H, …].
    /// </summary>
    public OnnxValue Part(string key, int part, int parts, params ReadOnlySpan<long> packedShape) =>
        Part(key, part, parts, packedShape, [packedShape[0] / parts, .. packedShape[1..]]);

    /// <summary>The same, seen as a tensor of another <paramref name="shape"/> with as many values.</summary>
    public OnnxValue Part(string key, int part, int parts, ReadOnlySpan<long> packedShape, ReadOnlySpan<long> shape)
    {
        var tensor = _tensors.Get(_path + key, packedShape);
        return Declare(
            $"{_path}{key}[{part}/{parts}]", new GraphWeight(tensor, part * (tensor.ElementCount / parts), shape.ToArray()));
    }

    /// <summary>The finished graph with the weights asked for in it.</summary>
    public ModelGraph Build(string name) => new(name, Graph, _weights);

    private OnnxValue Declare(string name, GraphWeight weight)
    {
        var isNew = _weights.TryAdd(name, weight);
        if (_weightsAsInputs)
        {
            return isNew
                ? Graph.Input(name, OnnxElementType.Float, [.. weight.Shape.Select(side => (OnnxDimension)side)])
                : new OnnxValue(name);
        }

        return Graph.Weight(name, OnnxElementType.Float, weight.Shape);
    }
}
