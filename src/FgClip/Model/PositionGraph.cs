using FgClip.Checkpoints;
using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>
/// What <see cref="PositionTable"/> computes, as nodes of a graph that others run: two products with the weights of
/// <see cref="InterpolationTaps"/>. The operator Resize with antialias weighs otherwise where a side shrinks.
/// </summary>
internal static class PositionGraph
{
    /// <summary>Input [2] int64: rows and columns of the grid that all pictures of a run share.</summary>
    public const string Grid = "grid";

    /// <summary>The position table [G·G,H] resized to the grid: [1,N,H].</summary>
    /// <param name="scope">The place <c>vision_model</c>.</param>
    /// <param name="config">The vision tower.</param>
    public static OnnxValue Apply(ModelScope scope, FgClip2VisionConfig config)
    {
        var graph = scope.Graph;
        var (side, width) = ((long)Math.Sqrt(config.NumPatches), config.HiddenSize);
        var grid = graph.Input(Grid, OnnxElementType.Int64, 2);

        var table = scope["embeddings"]["position_embedding"].Weight("weight", config.NumPatches, width);            // [G·G,H]
        table = graph.Node("Reshape", "positions.lines", [table, graph.Constant("positions.lines.shape", side, side * width)]); // [G,G·H]
        table = graph.Node("MatMul", "positions.rows", [Weights(graph, grid, 0, side, "positions.row"), table]);     // [h,G·H]
        table = graph.Node("Reshape", "positions.columns", [table, graph.Constant("positions.columns.shape", -1, side, width)]); // [h,G,H]
        table = graph.Node("MatMul", "positions.grid", [Weights(graph, grid, 1, side, "positions.column"), table]);  // [h,w,H]
        return graph.Node("Reshape", VisionTower.Positions, [table, graph.Constant("positions.shape", 1, -1, width)]);
    }

    // The weight of each of G source places for each of n target places [n,G]. A triangle, as wide as a step where the axis
    // shrinks: max(0, 1 − |j + ½ − (i + ½)·G/n| / max(1, G/n)) up to a factor that dividing by the sum takes out. Times
    // 2·max(n, G) it is in whole numbers: 2·max(n, G) − |(2j + 1)·n − (2i + 1)·G|.
    private static OnnxValue Weights(OnnxGraph graph, OnnxValue grid, long axis, long side, string name)
    {
        OnnxValue one = graph.Constant($"{name}.one", 1), two = graph.Constant($"{name}.two", 2), source = graph.Constant($"{name}.source", side);
        var count = graph.Node("Gather", $"{name}.count", [grid, graph.Constant($"{name}.axis", axis)]);             // [1]: n
        var twice = graph.Node("Mul", $"{name}.twice", [count, two]);
        var end = graph.Node("Add", $"{name}.end", [twice, one]);

        var targets = Range($"{name}.targets", end);                                                                 // [n]: 2i + 1
        targets = graph.Node("Mul", $"{name}.centres", [targets, source]);
        targets = graph.Node("Reshape", $"{name}.centres.column", [targets, graph.Constant($"{name}.column", -1, 1)]); // [n,1]
        var sources = Range($"{name}.sources", graph.Constant($"{name}.sources.end", (2 * side) + 1));               // [G]: 2j + 1
        sources = graph.Node("Mul", $"{name}.places", [sources, count]);
        var distance = graph.Node("Abs", $"{name}.distance", [graph.Node("Sub", $"{name}.difference", [sources, targets])]); // [n,G]

        var reach = graph.Node("Max", $"{name}.reach", [twice, graph.Constant($"{name}.sides", 2 * side)]);
        var heights = graph.Cast(graph.Node("Sub", $"{name}.heights", [reach, distance]), OnnxElementType.Float);
        heights = graph.Node("Relu", $"{name}.triangle", [heights]);
        return graph.Node("Div", $"{name}.weights", [heights, graph.Node("ReduceSum", $"{name}.sum", [heights, one])]);

        // 1, 3, 5, … below an end [1]
        OnnxValue Range(string local, OnnxValue last) => graph.Node(
            "Range", local, [Scalar(one, $"{local}.first"), Scalar(last, $"{local}.last"), Scalar(two, $"{local}.step")]);

        OnnxValue Scalar(OnnxValue value, string local) => graph.Node("Squeeze", local, [value]);
    }
}
