using FgClip.Encoding;
using FgClip.Model;

namespace FgClip.Inference;

/// <summary>
/// The sessions of one checkpoint. Towers and heads are separate because a run computes its whole graph; each is
/// built when first used, so that a program that only reads texts never loads the vision tower. Thread-safe.
/// </summary>
internal sealed class ModelSessions : IDisposable
{
    private readonly List<SessionSlot> _all = [];
    private readonly SessionSlot[] _textHeads;
    private readonly SessionWeights _weights = new();
    private readonly InferenceOptions _options;
    private readonly EngineDevice _device;
    private readonly BlockSessions? _blocks;

    public ModelSessions(ModelFamily family, InferenceOptions options, EngineDevice device)
    {
        (_options, _device) = (options, device);
        var graphs = new GraphOptions
        {
            ProductType = PrecisionNames.TypeOf(PrecisionNames.Resolve(options.Precision, device.Kind)),
            EmulatesBFloat16 = device.Kind == DeviceKind.Cpu, // whose kernels know float32, and float16 by casts of the engine's own
        };
        VisionTower = Add(() => family.BuildVisionTower(graphs));
        ImageHead = Add(() => family.BuildImageHead(graphs));
        DenseHead = Add(() => family.BuildDenseHead(graphs));
        TextTower = Add(() => family.BuildTextTower(graphs));
        _textHeads = [.. Enum.GetValues<TextKind>().Select(kind => Add(() => family.BuildTextHead(kind, graphs)))];
        if (family.RunsInBlocks) _blocks = new BlockSessions(family.Checkpoint.Config.Vision, family.Checkpoint.Tensors, _weights, graphs, Add);
    }

    public SessionSlot VisionTower { get; }

    public SessionSlot ImageHead { get; }

    public SessionSlot DenseHead { get; }

    public SessionSlot TextTower { get; }

    /// <summary>The vision tower and the dense head in blocks, for large pictures.</summary>
    /// <exception cref="InvalidOperationException">The family does not run in blocks.</exception>
    public BlockSessions Blocks => _blocks ?? throw new InvalidOperationException("This family does not run in blocks.");

    /// <summary>The sessions that are loaded now.</summary>
    public IReadOnlyList<GraphSession> Loaded => [.. _all.Select(slot => slot.Loaded).OfType<GraphSession>()];

    public GraphSession TextHead(TextKind kind) => _textHeads[(int)kind].Value;

    /// <summary>Builds what a picture of ordinary size needs.</summary>
    public void LoadVision(ImageParts parts)
    {
        _ = VisionTower.Value;
        if (parts.HasFlag(ImageParts.Image)) _ = ImageHead.Value;
        if (parts.HasFlag(ImageParts.Dense)) _ = DenseHead.Value;
    }

    /// <summary>Builds what a text needs.</summary>
    public void LoadText(TextKind kind)
    {
        _ = TextTower.Value;
        _ = TextHead(kind);
    }

    /// <summary>Frees the sessions, then their weights; nothing may run.</summary>
    public void Dispose()
    {
        foreach (var session in _all) session.Dispose();
        _weights.Dispose();
    }

    private SessionSlot Add(Func<ModelGraph> build)
    {
        var slot = new SessionSlot(() => new GraphSession(build(), _options, _device, _weights));
        _all.Add(slot);
        return slot;
    }
}
