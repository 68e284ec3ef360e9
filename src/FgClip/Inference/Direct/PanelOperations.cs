using System.Runtime.InteropServices;
using FgClip.Kernels;

namespace FgClip.Inference.Direct;

/// <summary>The kernels over many panels, shared out to a team of threads. One caller at a time.</summary>
internal sealed unsafe class PanelOperations : IDisposable
{
    /// <summary>Rows of a weight matrix in one piece of work: as many as stay in a core's cache beside a panel.</summary>
    private const int RowsOfPiece = 48;

    private readonly PanelKernels _kernels;
    private readonly WorkerTeam _team;
    private readonly float*[] _scratch;

    public PanelOperations(PanelKernels kernels, int threads)
    {
        _kernels = kernels;
        _team = new WorkerTeam(threads, "fgclip kernels");
        _scratch = new float*[threads];
        for (var member = 0; member < threads; member++)
        {
            _scratch[member] = (float*)NativeMemory.AlignedAlloc(AttentionOperands.ScratchLength * sizeof(float), 64);
        }
    }

    /// <summary>Something for each of <paramref name="count"/> pieces.</summary>
    public void ForEach(int count, Action<int> work, CancellationToken cancellation) => _team.Run(count, (piece, _) => work(piece), cancellation);

    /// <summary>A linear layer over panels.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">[in,64] a panel.</param>
    /// <param name="output">[out,64] a panel.</param>
    /// <param name="lanes">Lanes of each panel.</param>
    /// <param name="use">What becomes of the products.</param>
    /// <param name="cancellation">Stops within a millisecond.</param>
    public void Linear(LinearWeights layer, PanelPlace input, PanelPlace output, int[] lanes, ProductUse use, CancellationToken cancellation) =>
        Linear([(layer, output)], input, lanes, use, cancellation);

    /// <summary>Several linear layers over the same panels.</summary>
    public void Linear(
        (LinearWeights Layer, PanelPlace Output)[] layers, PanelPlace input, int[] lanes, ProductUse use, CancellationToken cancellation)
    {
        // Neighbouring pieces use the same weights on other panels.
        var groups = layers.Select(one => (one.Layer.Rows + RowsOfPiece - 1) / RowsOfPiece).ToArray();
        _team.Run(
            groups.Sum() * lanes.Length,
            (piece, _) =>
            {
                var (group, panel) = Math.DivRem(piece, lanes.Length);
                var index = 0;
                while (group >= groups[index]) group -= groups[index++];
                var (layer, output) = layers[index];
                var row = group * RowsOfPiece;
                ProductOperands operands = default;
                operands.Weights = layer.Weight + ((nint)row * layer.Inner);
                operands.Bias = layer.Bias == null ? null : layer.Bias + row;
                operands.Rows = Math.Min(RowsOfPiece, layer.Rows - row);
                operands.Inner = layer.Inner;
                operands.Input = input.At(panel);
                operands.Output = output.At(panel, row);
                operands.Lanes = lanes[panel];
                operands.Use = use;
                _kernels.Multiply(operands);
            },
            cancellation);
    }

    /// <summary>Layer normalisation of panels.</summary>
    public void Normalize(NormWeights norm, PanelPlace input, PanelPlace output, int[] lanes, CancellationToken cancellation) => _team.Run(
        lanes.Length,
        (panel, _) =>
        {
            NormOperands operands = default;
            operands.Input = input.At(panel);
            operands.Output = output.At(panel);
            operands.Rows = norm.Width;
            operands.Weight = norm.Weight;
            operands.Bias = norm.Bias;
            operands.Epsilon = norm.Epsilon;
            operands.Lanes = lanes[panel];
            _kernels.Normalize(operands);
        },
        cancellation);

    /// <summary>Pieces of attention.</summary>
    /// <param name="pieces">How many.</param>
    /// <param name="operands">What a piece is, without its scratch.</param>
    /// <param name="cancellation">Stops after the pieces under way.</param>
    public void Attend(int pieces, AttentionPiece operands, CancellationToken cancellation) => _team.Run(
        pieces,
        (piece, member) =>
        {
            AttentionOperands one = default;
            operands(piece, ref one);
            one.Scratch = _scratch[member];
            _kernels.Attend(one);
        },
        cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        _team.Dispose();
        for (var member = 0; member < _scratch.Length; member++)
        {
            NativeMemory.AlignedFree(_scratch[member]);
            _scratch[member] = null;
        }
    }
}

/// <summary>Says what a piece of attention is.</summary>
internal delegate void AttentionPiece(int piece, ref AttentionOperands operands);
