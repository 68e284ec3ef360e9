using FgClip.Checkpoints;
using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>What <see cref="TokenEmbedding"/> computes, as a graph for others: this library reads the rows it needs itself.</summary>
internal static class TokenEmbeddingGraph
{
    /// <summary>Input [B,T] int64: token ids; T at most the length of the table.</summary>
    public const string Ids = "ids";

    /// <summary>Token and position embeddings added: [B,T] → [B,T,H], the input of the text tower.</summary>
    /// <param name="tables">Sizes of the tables.</param>
    /// <param name="tensors">The weights.</param>
    /// <param name="isLong">For long texts; otherwise for short ones and boxes.</param>
    /// <param name="options">How it is built; the token table is kept in the type of matrix products.</param>
    public static ModelGraph Build(TextTables tables, CheckpointTensors tensors, bool isLong, GraphOptions? options = null)
    {
        var root = new ModelScope(isLong ? "text_embedding_long" : "text_embedding_short", tensors, options);
        var (graph, scope, width) = (root.Graph, root["text_model"]["embeddings"], tables.Width);
        var ids = graph.Input(Ids, OnnxElementType.Int64, "B", "T");

        var tokens = graph.Node("Gather", "tokens", [scope["token_embedding"].ProductWeight("weight", tables.VocabSize, width), ids]); // [B,T,H]
        var zero = graph.Constant("zero", 0);
        var length = graph.Node("Shape", "length", [ids], new OnnxAttribute("start", 1L), new OnnxAttribute("end", 2L));               // [1]
        var positions = graph.Node("Slice", "positions", [isLong ? LongTable() : Table("position_embedding", tables.ShortLength), zero, length, zero]); // [T,H]
        graph.Output(graph.Node("Add", TextTower.Embeddings, [scope.Widen(tokens), positions]), OnnxElementType.Float, "B", "T", width);
        return root.Build(isLong ? "long text embedding" : "short text embedding");

        OnnxValue Table(string name, int rows) => scope[name].Weight("weight", rows, width);

        // The first rows of one table, the rest of the other.
        OnnxValue LongTable()
        {
            OnnxValue keep = graph.Constant("keep", tables.KeepLength), end = graph.Constant("end", tables.LongLength);
            var first = graph.Node("Slice", "positions.first", [Table("position_embedding_ori", tables.LongLength), zero, keep, zero]);
            var rest = graph.Node("Slice", "positions.rest", [Table("position_embedding_res", tables.LongLength), keep, end, zero]);
            return graph.Node("Concat", "positions.table", [first, rest], new OnnxAttribute("axis", 0L));
        }
    }
}
