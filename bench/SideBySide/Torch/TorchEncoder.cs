using FgClip.Checkpoints;
using FgClip.Imaging;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace SideBySide.Torch;

/// <summary>
/// FG-CLIP 2 as its official code computes it, in libtorch: linear layers, layer norms, tanh GELU and scaled dot product
/// attention, the fastest that PyTorch offers on a processor. Letters: B pictures or texts, N patches, T tokens, H width, D features.
/// </summary>
internal sealed class TorchEncoder(FgClip2Config config, TorchWeights weights) : IDisposable
{
    private const string Vision = "vision_model";
    private const string Text = "text_model";

    private readonly FgClip2VisionConfig _vision = config.Vision;
    private readonly FgClip2TextConfig _text = config.Text;

    /// <summary>[B,N,P] → last hidden state [B,N,H].</summary>
    /// <param name="patches">Normalised pixels; rows from <paramref name="grid"/>'s count on are padding.</param>
    /// <param name="grid">The grid of every picture.</param>
    /// <param name="mask">[B,1,N,N], 0 where keys count and the smallest number where they are padding; null without padding.</param>
    public Tensor VisionTower(Tensor patches, PatchGrid grid, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var embedded = Linear(patches.to_type(weights.Type), $"{Vision}.embeddings.patch_embedding");
        embedded += Positions(grid, patches.shape[1]);
        for (var layer = 0; layer < _vision.NumHiddenLayers; layer++)
        {
            embedded = Layer(embedded, $"{Vision}.encoder.layers.{layer}", _vision.NumAttentionHeads, _vision.LayerNormEps, mask);
        }

        return Norm(embedded, $"{Vision}.post_layernorm", _vision.LayerNormEps).MoveToOuterDisposeScope();
    }

    /// <summary>[B,N,H] → [B,H].</summary>
    /// <param name="hidden">The last hidden state.</param>
    /// <param name="mask">As for the tower, broadcast over queries: [B,1,1,N].</param>
    public Tensor ImageHead(Tensor hidden, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var probe = weights[$"{Vision}.head.probe"].expand(hidden.shape[0], 1, _vision.HiddenSize);
        return Head($"{Vision}.head", probe, hidden, mask).squeeze(1).MoveToOuterDisposeScope();
    }

    /// <summary>[B,N,H] → [B,N,H].</summary>
    public Tensor DenseHead(Tensor hidden, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        return Head("dense_feature_head", hidden, hidden, mask).MoveToOuterDisposeScope();
    }

    /// <summary>Ids [B,T] → features [B,D] of short texts.</summary>
    public Tensor ShortTexts(Tensor ids)
    {
        using var scope = NewDisposeScope();
        var (count, length) = (ids.shape[0], ids.shape[1]);
        var x = weights[$"{Text}.embeddings.token_embedding.weight"].index_select(0, ids.flatten()).unflatten(0, count, length)
            + weights[$"{Text}.embeddings.position_embedding.weight"].narrow(0, 0, length);
        for (var layer = 0; layer < _text.NumHiddenLayers; layer++)
        {
            x = Layer(x, $"{Text}.encoder.layers.{layer}", _text.NumAttentionHeads, _text.LayerNormEps, null);
        }

        x = Norm(x, $"{Text}.final_layer_norm", _text.LayerNormEps).select(1, length - 1);
        return Linear(x, $"{Text}.head").MoveToOuterDisposeScope();
    }

    public void Dispose() => weights.Dispose();

    private Tensor Layer(Tensor x, string name, int heads, double epsilon, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var normed = Norm(x, $"{name}.layer_norm1", epsilon);
        var mixed = Attention(
            Linear(normed, $"{name}.self_attn.q_proj"),
            Linear(normed, $"{name}.self_attn.k_proj"),
            Linear(normed, $"{name}.self_attn.v_proj"),
            heads,
            mask);
        x += Linear(mixed, $"{name}.self_attn.out_proj");
        return (x + Mlp(Norm(x, $"{name}.layer_norm2", epsilon), $"{name}.mlp")).MoveToOuterDisposeScope();
    }

    // y + mlp(layernorm y), y the attention's output
    private Tensor Head(string name, Tensor query, Tensor hidden, Tensor? mask)
    {
        var weight = weights[$"{name}.attention.in_proj_weight"].chunk(3);
        var bias = weights[$"{name}.attention.in_proj_bias"].chunk(3);
        var y = Attention(
            linear(query, weight[0], bias[0]),
            linear(hidden, weight[1], bias[1]),
            linear(hidden, weight[2], bias[2]),
            _vision.NumAttentionHeads,
            mask);
        y = Linear(y, $"{name}.attention.out_proj");
        return y + Mlp(Norm(y, $"{name}.layernorm", _vision.LayerNormEps), $"{name}.mlp");
    }

    private static Tensor Attention(Tensor query, Tensor key, Tensor value, int heads, Tensor? mask)
    {
        var mixed = scaled_dot_product_attention(Split(query), Split(key), Split(value), mask!, 0, false);
        return mixed.transpose(1, 2).flatten(2); // [B,heads,N,D] → [B,N,H]

        Tensor Split(Tensor x) => x.unflatten(2, heads, x.shape[2] / heads).transpose(1, 2); // [B,N,H] → [B,heads,N,D]
    }

    private Tensor Mlp(Tensor x, string name) =>
        Linear(gelu(Linear(x, $"{name}.fc1"), TorchSharp.Modules.GELU.Approximate.tanh), $"{name}.fc2");

    private Tensor Linear(Tensor x, string name) => linear(x, weights[$"{name}.weight"], weights[$"{name}.bias"]);

    private Tensor Norm(Tensor x, string name, double epsilon) =>
        layer_norm(x, [x.shape[^1]], weights[$"{name}.weight"], weights[$"{name}.bias"], epsilon);

    // The position table resized to the grid, then rows for padding: [N,H].
    private Tensor Positions(PatchGrid grid, long rows)
    {
        var side = (long)_vision.PositionGridSide;
        var table = weights[$"{Vision}.embeddings.position_embedding.weight"].to_type(ScalarType.Float32)
            .reshape(1, side, side, _vision.HiddenSize).permute(0, 3, 1, 2);
        var resized = interpolate(
            table, [grid.Rows, grid.Columns], mode: InterpolationMode.Bilinear, align_corners: false, antialias: true);
        resized = resized.flatten(2).transpose(1, 2).squeeze(0); // [1,H,h,w] → [N,H]
        if (rows > grid.Count) resized = cat([resized, resized[0].expand(rows - grid.Count, -1)]);
        return resized.to_type(weights.Type);
    }
}
