using FgClip.Encoding;
using FgClip.Inference.Jobs;
using FgClip.Model;

namespace FgClip.Inference;

/// <summary>Computes a model by its graphs in ONNX Runtime: on every device, for every family and precision.</summary>
internal sealed class SessionEngine : IModelEngine
{
    private readonly ModelFamily _family;
    private readonly ModelSessions _sessions;
    private readonly PictureRunner _pictures;
    private readonly ModelWork _work;

    public SessionEngine(ModelFamily family, InferenceOptions options, EngineDevice device)
    {
        _family = family;
        _sessions = new ModelSessions(family, options, device);
        _pictures = new PictureRunner(_sessions, family);
        _work = new ModelWork(family);
        Runner = new ModelRunner(_pictures, new TextRunner(_sessions, family));
        RunsInSteps = device.Kind == DeviceKind.Cpu && family.RunsInBlocks;
    }

    /// <inheritdoc/>
    public string Name => "ONNX Runtime";

    /// <inheritdoc/>
    public IJobRunner Runner { get; }

    /// <inheritdoc/>
    public bool RunsInSteps { get; }

    /// <inheritdoc/>
    public IReadOnlyList<SessionStatus> Loaded => [.. _sessions.Loaded.Select(session => new SessionStatus(session.Name, session.NodesByProvider))];

    /// <inheritdoc/>
    public void LoadVision(ImageParts parts) => _sessions.LoadVision(parts);

    /// <inheritdoc/>
    public void LoadText(TextKind kind) => _sessions.LoadText(kind);

    /// <inheritdoc/>
    public ILargePicture LargePicture(float[] patches, float[] positions, int count, ImageParts parts) =>
        new LargePictureRun(_sessions, _pictures, _work, patches, positions, count, _family.Vision.HiddenSize, parts);

    /// <inheritdoc/>
    public void Dispose() => _sessions.Dispose();
}
