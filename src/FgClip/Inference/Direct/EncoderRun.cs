using FgClip.Kernels;
using FgClip.Model;

namespace FgClip.Inference.Direct;

/// <summary>
/// The states of some sequences of equal length on their way through the layers of a tower. Keys and values are computed for
/// all tokens, all else block by block of tokens, so that memory for more than a block is needed for four numbers a
/// feature and token only. Not thread-safe; used again for sequences of other lengths.
/// </summary>
internal sealed unsafe class EncoderRun(PanelOperations operations, TowerShape shape) : IDisposable
{
    /// <summary>Panels of a block, where the caller wants no other number.</summary>
    public const int DefaultBlock = 16;

    private readonly int _depth = shape.HiddenSize / shape.HeadCount; // D
    private readonly float _scale = 1 / MathF.Sqrt((float)shape.HiddenSize / shape.HeadCount);
    private PanelBuffer? _states, _normed, _keys, _values, _queries, _mixed, _inner;
    private int _block;
    private int[] _lanes = [];

    /// <summary>What the panels are.</summary>
    public TokenPanels Panels { get; private set; }

    /// <summary>Hidden states [H,64] a panel.</summary>
    public PanelBuffer States => _states!;

    /// <summary>The last output of a normalisation of all panels.</summary>
    public PanelBuffer Normed => _normed!;

    /// <summary>Keys [H,64] a panel.</summary>
    public PanelBuffer Keys => _keys!;

    /// <summary>Values [H,64] a panel.</summary>
    public PanelBuffer Values => _values!;

    /// <summary>Lanes of each panel.</summary>
    public int[] Lanes => _lanes;

    /// <summary>Begins with other sequences.</summary>
    /// <param name="panels">What they are.</param>
    /// <param name="block">Panels of a block.</param>
    public void Begin(TokenPanels panels, int block = DefaultBlock)
    {
        (Panels, _block) = (panels, Math.Min(block, panels.Count));
        _lanes = panels.Lanes();
        int width = shape.HiddenSize, all = panels.Count;
        Fit(ref _states, width, all);
        Fit(ref _normed, width, all);
        Fit(ref _keys, width, all);
        Fit(ref _values, width, all);
        Fit(ref _queries, width, _block);
        Fit(ref _mixed, width, _block);
        Fit(ref _inner, shape.IntermediateSize, _block);
    }

    /// <summary>The first panel and the number of each block.</summary>
    public IEnumerable<(int First, int Count)> Blocks()
    {
        for (var first = 0; first < Panels.Count; first += _block) yield return (first, Math.Min(_block, Panels.Count - first));
    }

    /// <summary>Lanes of each panel of a block.</summary>
    public int[] LanesOf((int First, int Count) block) => _lanes.AsSpan(block.First, block.Count).ToArray();

    /// <summary>A whole layer: x += attn(layer_norm1 x); x += mlp(layer_norm2 x).</summary>
    public void Layer(LayerWeights layer, MaskedTokens? mask, CancellationToken cancellation)
    {
        ProjectKeys(layer, cancellation);
        foreach (var block in Blocks()) Attend(layer, block, mask, cancellation);
    }

    /// <summary>layer_norm1, k_proj and v_proj of all tokens.</summary>
    public void ProjectKeys(LayerWeights layer, CancellationToken cancellation)
    {
        operations.Normalize(layer.LayerNorm1, States, Normed, _lanes, cancellation);
        ProjectKeys(layer.KeyProjection, layer.ValueProjection, Normed, cancellation);
    }

    /// <summary>Keys and values of all tokens.</summary>
    public void ProjectKeys(LinearWeights key, LinearWeights value, PanelBuffer from, CancellationToken cancellation) =>
        operations.Linear([(key, Keys), (value, Values)], from, _lanes, ProductUse.Store, cancellation);

    /// <summary>The rest of a layer for a block of tokens, after <see cref="ProjectKeys(LayerWeights, CancellationToken)"/>.</summary>
    public void Attend(LayerWeights layer, (int First, int Count) block, MaskedTokens? mask, CancellationToken cancellation)
    {
        var (first, lanes) = (block.First, LanesOf(block));
        var states = new PanelPlace(States, first);
        var mixed = Mix(layer.QueryProjection, new PanelPlace(Normed, first), block, mask, cancellation);
        operations.Linear(layer.OutProjection, mixed, states, lanes, ProductUse.Add, cancellation);
        AddMlp(layer.LayerNorm2, layer.Mlp, states, lanes, cancellation);
    }

    /// <summary>Attention's output for a block of tokens, before out_proj: [H,64] a panel, until the next call.</summary>
    public PanelBuffer Mix(
        LinearWeights query, PanelPlace from, (int First, int Count) block, MaskedTokens? mask, CancellationToken cancellation)
    {
        var lanes = LanesOf(block);
        operations.Linear(query, from, _queries!, lanes, ProductUse.Store, cancellation);
        operations.Attend(
            block.Count * shape.HeadCount,
            (int piece, ref AttentionOperands operands) =>
            {
                var (head, panel) = Math.DivRem(piece, block.Count);
                SetSequence(ref operands, (block.First + panel) / Panels.PerSequence, head, mask);
                operands.Queries = _queries!.At(panel, head * _depth);
                operands.Output = _mixed!.At(panel, head * _depth);
                operands.Lanes = lanes[panel];
            },
            cancellation);
        return _mixed!;
    }

    /// <summary>x += mlp(norm x) for panels of any tokens, at most a block of them.</summary>
    public void AddMlp(NormWeights norm, MlpWeights mlp, PanelPlace states, int[] lanes, CancellationToken cancellation)
    {
        operations.Normalize(norm, states, _queries!, lanes, cancellation);
        operations.Linear(mlp.Fc1, _queries!, _inner!, lanes, ProductUse.Gelu, cancellation);
        operations.Linear(mlp.Fc2, _inner!, states, lanes, ProductUse.Add, cancellation);
    }

    /// <summary>Keys and values of one head of a sequence.</summary>
    public void SetSequence(ref AttentionOperands operands, int sequence, int head, MaskedTokens? mask)
    {
        var panel = sequence * Panels.PerSequence;
        operands.Keys = Keys.At(panel, head * _depth);
        operands.Values = Values.At(panel, head * _depth);
        operands.PanelStride = Keys.PanelStride;
        operands.Tokens = Panels.Tokens;
        operands.Depth = _depth;
        operands.Scale = _scale;
        operands.Mask = mask is null ? null : mask.Of(sequence);
    }

    /// <summary>Frees the buffers; others are made when it is used again.</summary>
    public void Release()
    {
        foreach (var buffer in new[] { _states, _normed, _keys, _values, _queries, _mixed, _inner }) buffer?.Dispose();
        _states = _normed = _keys = _values = _queries = _mixed = _inner = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Release();

    private static void Fit(ref PanelBuffer? buffer, int rows, int panels)
    {
        if (buffer is not null && buffer.Panels >= panels) return;

        buffer?.Dispose();
        buffer = new PanelBuffer(rows, panels);
    }
}
