using FgClip.Encoding;
using FgClip.Inference.Jobs;
using FgClip.Kernels;

namespace FgClip.Inference.Direct;

/// <summary>The vision tower and the heads over one large picture, as steps.</summary>
internal sealed class DirectLargePicture : ILargePicture
{
    private const int FewestPanels = 8, MostPanels = 32;

    private readonly DirectVision _vision;
    private readonly EncoderRun _run;
    private readonly ModelWork _work;
    private readonly ImageParts _parts;
    private float[]? _patches;
    private float[]? _positions;

    public DirectLargePicture(
        DirectVision vision, EncoderRun run, ModelWork work, float[] patches, float[] positions, int count, ImageParts parts)
    {
        (_vision, _run, _work, _parts, _patches, _positions, Count) = (vision, run, work, parts, patches, positions, count);
        Bytes = (patches.LongLength + positions.LongLength) * sizeof(float);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public long Bytes { get; }

    /// <inheritdoc/>
    public PictureFeatures Features { get; private set; } = new(null, null);

    /// <inheritdoc/>
    public IEnumerable<PictureStep> Steps()
    {
        yield return new PictureStep(_work.VisionTower(Count) - (_work.VisionLayers * _work.Layer(Count, Count)), Embed);
        foreach (var layer in _vision.Tower.Layers)
        {
            yield return new PictureStep(_work.KeyBlock(Count), stop => _run.ProjectKeys(layer, stop));
            foreach (var block in _run.Blocks()) yield return new PictureStep(WorkOf(block), stop => _run.Attend(layer, block, null, stop));
        }

        yield return new PictureStep(1, stop => _vision.Tower.Finish(_run, stop));
        if (_parts.HasFlag(ImageParts.Image))
        {
            yield return new PictureStep(_work.ImageHead(Count), stop => Features = Features with { Image = _vision.ImageFeatures(_run, stop) });
        }

        if (!_parts.HasFlag(ImageParts.Dense)) yield break;

        yield return new PictureStep(_work.KeyBlock(Count), stop => _vision.Dense.ProjectKeys(_run, stop));
        foreach (var block in _run.Blocks()) yield return new PictureStep(WorkOf(block), stop => _vision.Dense.Attend(_run, block, stop));
        Features = Features with { Dense = _vision.DenseFeatures(_run, 0, CancellationToken.None) };
    }

    /// <inheritdoc/>
    public void Dispose() => _run.Dispose();

    private void Embed(CancellationToken stop)
    {
        var panels = (int)(ILargePicture.StepWork / _work.QueryBlock(Panel.Width, Count));
        _run.Begin(new TokenPanels(1, Count), Math.Clamp(panels, FewestPanels, MostPanels));
        _vision.Tower.Embed(_run, [_patches!], [_positions!], stop);
        (_patches, _positions) = (null, null);
    }

    private double WorkOf((int First, int Count) block) =>
        _work.QueryBlock(Math.Min(block.Count * Panel.Width, Count - (block.First * Panel.Width)), Count);
}
