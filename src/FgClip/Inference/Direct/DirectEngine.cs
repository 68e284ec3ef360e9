using FgClip.Encoding;
using FgClip.Inference.Jobs;
using FgClip.Kernels;
using FgClip.Model;

namespace FgClip.Inference.Direct;

/// <summary>
/// Computes FG-CLIP 2 in float32 on the processor by kernels of our own, which read the weights where the checkpoint is
/// mapped: nothing is built, packed or copied before the first run. Loading may be asked for on any thread; runs come
/// from one.
/// </summary>
internal sealed class DirectEngine : IModelEngine, IJobRunner
{
    private readonly DirectWeights _weights;
    private readonly PanelOperations _operations;
    private readonly DirectVision _vision;
    private readonly DirectText _text;
    private readonly ModelWork _work;

    private DirectEngine(ModelFamily family, PanelKernels kernels, int threads)
    {
        Name = $"kernels of this program, {kernels.Name}";
        _weights = new DirectWeights(family.Checkpoint.Tensors);
        _operations = new PanelOperations(kernels, threads);
        _vision = new DirectVision(family, _operations, _weights);
        _text = new DirectText(family, _operations, _weights);
        _work = new ModelWork(family);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<SessionStatus> Loaded => [.. _vision.Loaded.Concat(_text.Loaded).Select(part => new SessionStatus(part, null))];

    /// <inheritdoc/>
    public IJobRunner Runner => this;

    /// <inheritdoc/>
    public bool RunsInSteps => true;

    /// <summary>The engine for a model; null where it needs another one.</summary>
    /// <param name="family">The model.</param>
    /// <param name="kernels">Of this processor; null where there are none.</param>
    /// <param name="threads">Threads that share a run.</param>
    public static DirectEngine? For(ModelFamily family, PanelKernels? kernels, int threads) =>
        kernels is not null && family is SecondFamily && Knows(family.Vision) && Knows(family.Text) && family.Vision.HeadCount <= Panel.Width
            ? new DirectEngine(family, kernels, threads)
            : null;

    /// <inheritdoc/>
    public void LoadVision(ImageParts parts) => _vision.Load(parts);

    /// <inheritdoc/>
    public void LoadText(TextKind kind) => _text.Load(kind);

    /// <inheritdoc/>
    public ILargePicture LargePicture(float[] patches, float[] positions, int count, ImageParts parts) =>
        _vision.Large(_work, patches, positions, count, parts);

    /// <inheritdoc/>
    public void Run(IReadOnlyList<InferenceJob> batch, CancellationToken cancellation)
    {
        if (batch[0] is PictureJob) _vision.Run([.. batch.Cast<PictureJob>()], cancellation);
        else _text.Run([.. batch.Cast<TextJob>()], cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _vision.Dispose();
        _text.Dispose();
        _operations.Dispose();
        _weights.Dispose();
    }

    private static bool Knows(TowerShape shape) => shape.HiddenAct is "gelu_pytorch_tanh" or "gelu_new" && !shape.IsCausal;
}
