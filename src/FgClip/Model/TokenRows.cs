using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>
/// Goes between [B,N,H], which attention needs, and [B·N,H], in which every other layer works on rows.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="shape3">The shape [B,N,H] as a run-time value.</param>
internal sealed class TokenRows(OnnxGraph graph, OnnxValue shape3)
{
    /// <summary>The shape of <paramref name="tokens"/> [B,N,·] with its last axis replaced by <paramref name="width"/>.</summary>
    public static TokenRows Like(OnnxGraph graph, OnnxValue tokens, int width, string name)
    {
        var leading = graph.Node("Shape", $"{name}.leading", [tokens], new OnnxAttribute("end", 2L)); // [B,N]
        var last = graph.Constant($"{name}.width", width);
        var shape3 = graph.Node("Concat", $"{name}.shape", [leading, last], new OnnxAttribute("axis", 0L));
        return new TokenRows(graph, shape3);
    }

    /// <summary>[B·N,H] → [B,N,H].</summary>
    public OnnxValue Unflatten(OnnxValue rows, string node) => graph.Node("Reshape", node, [rows, shape3]);

    /// <summary>[B·N,W] → [B,W]: the last row of every sequence. The width is that of the shape.</summary>
    public OnnxValue Last(OnnxValue rows, int width, string node)
    {
        var tokens = Unflatten(rows, $"{node}.tokens");                                                            // [B,N,W]
        var last = graph.Node(
            "Gather", $"{node}.token", [tokens, graph.Constant($"{node}.index", -1)], new OnnxAttribute("axis", 1L)); // [B,1,W]
        return Flatten(last, width, node);                                                                         // [B,W]
    }

    /// <summary>[B,N,W] → [B·N,W] for a width known when the graph is built.</summary>
    public OnnxValue Flatten(OnnxValue tokens, int width, string node) =>
        graph.Node("Reshape", node, [tokens, graph.Constant($"{node}.shape", -1, width)]);
}
