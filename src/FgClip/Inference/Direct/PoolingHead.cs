using System.Numerics.Tensors;
using FgClip.Kernels;
using FgClip.Model;

namespace FgClip.Inference.Direct;

/// <summary>
/// The image head: one learned query, the probe, over all tokens of a picture. Per head, q·(K x + b) is (Kᵀ q)·x and a
/// number that softmax does not see, and the weighted sum of V x + b is V applied to the weighted sum of x; and Kᵀ q is the
/// same for every picture. So the head is attention of a query a head over the hidden states themselves.
/// </summary>
internal sealed unsafe class PoolingHead : IDisposable
{
    private const string Path = "vision_model.head";

    private readonly PanelOperations _operations;
    private readonly TowerShape _shape;
    private readonly LinearWeights _value;
    private readonly LinearWeights _out;
    private readonly NormWeights _norm;
    private readonly MlpWeights _mlp;
    private readonly PanelBuffer _queries; // [H,heads]: Kᵀ q of each head

    public PoolingHead(PanelOperations operations, DirectWeights weights, TowerShape shape, float[] probe)
    {
        (_operations, _shape) = (operations, shape);
        var width = shape.HiddenSize;
        _value = weights.PackedProjection($"{Path}.attention", 2, width);
        _out = weights.Linear($"{Path}.attention.out_proj", width, width);
        _norm = weights.Norm($"{Path}.layernorm", width, shape.LayerNormEpsilon);
        _mlp = MlpWeights.Of(weights, $"{Path}.mlp", width, shape.IntermediateSize);
        _queries = Queries(weights, shape, probe);
    }

    /// <summary>Image features of all sequences of a run, whose states are the tower's: [sequences,H].</summary>
    public float[] Run(EncoderRun run, CancellationToken cancellation)
    {
        int width = _shape.HiddenSize, count = run.Panels.Sequences;
        using var pooled = new PanelBuffer(width, count); // [H,heads] a sequence
        _operations.Attend(
            count,
            (int sequence, ref AttentionOperands operands) =>
            {
                operands.Queries = _queries.At(0);
                operands.Keys = operands.Values = run.States.At(sequence * run.Panels.PerSequence);
                operands.PanelStride = run.States.PanelStride;
                operands.Tokens = run.Panels.Tokens;
                operands.Depth = width;
                operands.Scale = 1 / MathF.Sqrt((float)width / _shape.HeadCount);
                operands.Output = pooled.At(sequence);
                operands.Lanes = Panel.LanesOf(_shape.HeadCount);
            },
            cancellation);

        // From here on a sequence is a token.
        var panels = new TokenPanels(1, count);
        var lanes = panels.Lanes();
        using PanelBuffer mixed = new(width, panels.Count), states = new(width, panels.Count), normed = new(width, panels.Count);
        using var inner = new PanelBuffer(_shape.IntermediateSize, panels.Count);
        _operations.ForEach(count, sequence => ProjectValues(pooled.At(sequence), mixed.At(sequence / Panel.Width) + (sequence % Panel.Width)), cancellation);
        _operations.Linear(_out, mixed, states, lanes, ProductUse.Store, cancellation);
        _operations.Normalize(_norm, states, normed, lanes, cancellation);
        _operations.Linear(_mlp.Fc1, normed, inner, lanes, ProductUse.Gelu, cancellation);
        _operations.Linear(_mlp.Fc2, inner, states, lanes, ProductUse.Add, cancellation);

        var features = GC.AllocateUninitializedArray<float>(count * width);
        for (var panel = 0; panel < panels.Count; panel++)
        {
            PanelLayout.FromPanel(states.At(panel), width, features.AsSpan(panel * Panel.Width * width, panels.TokensIn(panel) * width));
        }

        return features;
    }

    /// <inheritdoc/>
    public void Dispose() => _queries.Dispose();

    // Rows of a head meet that head's sum alone: [H,heads] → [H], one lane of a panel.
    private void ProjectValues(float* pooled, float* output)
    {
        int width = _shape.HiddenSize, depth = width / _shape.HeadCount;
        var sum = new float[width];
        for (var head = 0; head < _shape.HeadCount; head++)
        {
            for (var feature = 0; feature < width; feature++) sum[feature] = pooled[(feature * Panel.Width) + head];
            for (var row = head * depth; row < (head + 1) * depth; row++)
            {
                var weights = new ReadOnlySpan<float>(_value.Weight + ((nint)row * width), width);
                output[row * Panel.Width] = TensorPrimitives.Dot(weights, sum) + _value.Bias[row];
            }
        }
    }

    private static PanelBuffer Queries(DirectWeights weights, TowerShape shape, float[] probe)
    {
        int width = shape.HiddenSize, depth = width / shape.HeadCount;
        LinearWeights query = weights.PackedProjection($"{Path}.attention", 0, width), key = weights.PackedProjection($"{Path}.attention", 1, width);
        var panel = new PanelBuffer(width, 1);
        var sum = new float[width];
        for (var head = 0; head < shape.HeadCount; head++)
        {
            Array.Clear(sum);
            for (var row = head * depth; row < (head + 1) * depth; row++)
            {
                var q = TensorPrimitives.Dot(new ReadOnlySpan<float>(query.Weight + ((nint)row * width), width), probe) + query.Bias[row];
                TensorPrimitives.MultiplyAdd(new ReadOnlySpan<float>(key.Weight + ((nint)row * width), width), q, sum, sum);
            }

            for (var feature = 0; feature < width; feature++) panel.At(0, feature)[head] = sum[feature];
        }

        return panel;
    }
}
