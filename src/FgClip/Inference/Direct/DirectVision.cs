using FgClip.Encoding;
using FgClip.Inference.Jobs;
using FgClip.Model;

namespace FgClip.Inference.Direct;

/// <summary>The vision tower and its heads. Its parts are made when first used; one caller at a time runs them.</summary>
internal sealed class DirectVision : IDisposable
{
    /// <summary>Runs of more patches than this give their working memory back.</summary>
    public const int KeptPatches = 1024;

    private const string Name = "vision tower";

    private readonly ModelFamily _family;
    private readonly PanelOperations _operations;
    private readonly Lazy<DirectVisionTower> _tower;
    private readonly Lazy<PoolingHead> _image;
    private readonly Lazy<DenseHead> _dense;
    private readonly EncoderRun _run;

    public DirectVision(ModelFamily family, PanelOperations operations, DirectWeights weights)
    {
        (_family, _operations) = (family, operations);
        _tower = new(() => new DirectVisionTower(operations, weights, family.Vision, family.PatchLength));
        _image = new(() => new PoolingHead(operations, weights, family.Vision, family.Probe!.Value));
        _dense = new(() => new DenseHead(operations, weights, family.Vision));
        _run = new EncoderRun(operations, family.Vision);
    }

    /// <summary>The parts that are loaded.</summary>
    public IEnumerable<string> Loaded
    {
        get
        {
            if (_tower.IsValueCreated) yield return Name;
            if (_image.IsValueCreated) yield return "image head";
            if (_dense.IsValueCreated) yield return "dense head";
        }
    }

    /// <summary>Finds the weights of what such pictures need.</summary>
    /// <exception cref="FgClipException">A weight is missing or has another shape.</exception>
    public void Load(ImageParts parts)
    {
        _ = _tower.Value;
        if (parts.HasFlag(ImageParts.Image)) _ = _image.Value;
        if (parts.HasFlag(ImageParts.Dense)) _ = _dense.Value;
    }

    /// <summary>Computes pictures of equally many patches.</summary>
    public void Run(IReadOnlyList<PictureJob> batch, CancellationToken cancellation)
    {
        _run.Begin(new TokenPanels(batch.Count, batch[0].Count));
        try
        {
            _tower.Value.Embed(_run, [.. batch.Select(job => job.Patches)], [.. batch.Select(job => job.Positions)], cancellation);
            foreach (var layer in _tower.Value.Layers) _run.Layer(layer, null, cancellation);
            _tower.Value.Finish(_run, cancellation);

            var parts = batch.Aggregate((ImageParts)0, (all, job) => all | job.Parts);
            var images = parts.HasFlag(ImageParts.Image) ? ImageFeatures(_run, cancellation) : [];
            if (parts.HasFlag(ImageParts.Dense)) RunDense(_run, cancellation);
            for (var index = 0; index < batch.Count; index++) Complete(batch[index], index, images, cancellation);
        }
        finally
        {
            if (batch.Count * batch[0].Count > KeptPatches) _run.Release();
        }
    }

    /// <summary>A picture that is computed in steps.</summary>
    public ILargePicture Large(ModelWork work, float[] patches, float[] positions, int count, ImageParts parts) =>
        new DirectLargePicture(this, new EncoderRun(_operations, _family.Vision), work, patches, positions, count, parts);

    /// <summary>The tower.</summary>
    public DirectVisionTower Tower => _tower.Value;

    /// <summary>The dense head.</summary>
    public DenseHead Dense => _dense.Value;

    /// <summary>The image features of a finished run [sequences,H].</summary>
    public float[] ImageFeatures(EncoderRun run, CancellationToken cancellation) =>
        CheckedFeatures.Of(_image.Value.Run(run, cancellation), "image head", Name, run.States, run.Panels);

    /// <summary>The dense features of one sequence [N,H].</summary>
    public float[] DenseFeatures(EncoderRun run, int sequence, CancellationToken cancellation) =>
        CheckedFeatures.Of(_dense.Value.FeaturesOf(run, sequence, cancellation), "dense head", Name, run.States, run.Panels);

    /// <inheritdoc/>
    public void Dispose()
    {
        _run.Dispose();
        if (_image.IsValueCreated) _image.Value.Dispose();
    }

    private void RunDense(EncoderRun run, CancellationToken cancellation)
    {
        _dense.Value.ProjectKeys(run, cancellation);
        foreach (var block in run.Blocks()) _dense.Value.Attend(run, block, cancellation);
    }

    private void Complete(PictureJob job, int index, float[] images, CancellationToken cancellation)
    {
        var width = _family.ImageWidth;
        var image = job.Parts.HasFlag(ImageParts.Image) ? images.AsSpan(index * width, width).ToArray() : null;
        job.Complete(new PictureFeatures(image, job.Parts.HasFlag(ImageParts.Dense) ? DenseFeatures(_run, index, cancellation) : null));
    }
}
