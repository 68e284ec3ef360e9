using FgClip.Encoding;
using FgClip.Model;
using FgClip.Onnx;

namespace FgClip.Export;

/// <summary>The graphs that an export consists of. They are those that this library runs, with the checkpoint's constants in them.</summary>
internal static class ExportGraphs
{
    public const string VisionTower = "vision_tower.onnx";
    public const string ImageHead = "image_head.onnx";
    public const string DenseHead = "dense_head.onnx";
    public const string TextTower = "text_tower.onnx";

    /// <summary>The embedding of a kind of text.</summary>
    public static string TextEmbedding(TextKind kind) => kind == TextKind.Long ? "text_embedding_long.onnx" : "text_embedding_short.onnx";

    /// <summary>The head of a kind of text.</summary>
    public static string TextHead(TextKind kind) => $"text_head_{kind.ToString().ToLowerInvariant()}.onnx";

    /// <summary>All of them, in the order in which they are run.</summary>
    /// <param name="family">The model.</param>
    /// <param name="productType">The type of matrix products.</param>
    public static IReadOnlyList<ExportedGraph> Of(ModelFamily family, OnnxElementType productType)
    {
        var options = new GraphOptions { ProductType = productType, IsComplete = true };
        return
        [
            new(VisionTower, family.BuildVisionTower(options)),
            new(ImageHead, family.BuildImageHead(options)),
            new(DenseHead, family.BuildDenseHead(options)),
            new(TextEmbedding(TextKind.Short), family.BuildTextEmbedding(isLong: false, options)),
            new(TextEmbedding(TextKind.Long), family.BuildTextEmbedding(isLong: true, options)),
            new(TextTower, family.BuildTextTower(options)),
            .. Enum.GetValues<TextKind>().Select(kind => new ExportedGraph(TextHead(kind), family.BuildTextHead(kind, options))),
        ];
    }
}
