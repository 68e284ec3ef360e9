using FgClip.Encoding;
using FgClip.Model;

namespace FgClip.Inference;

/// <summary>
/// Floating-point operations (a product and a sum are two) of the parts of one model: the unit in which jobs are
/// compared, batched and predicted. Normalisations and activations, a few per cent, are left out.
/// </summary>
internal sealed class ModelWork
{
    private readonly TowerShape _vision;
    private readonly TowerShape _text;
    private readonly int _patchLength;

    /// <param name="vision">Layers of the vision tower.</param>
    /// <param name="text">Layers of the text tower.</param>
    /// <param name="patchLength">Values in a patch.</param>
    public ModelWork(TowerShape vision, TowerShape text, int patchLength) =>
        (_vision, _text, _patchLength) = (vision, text, patchLength);

    public ModelWork(ModelFamily family)
        : this(family.Vision, family.Text, family.PatchLength)
    {
    }

    /// <summary>The vision tower over one picture of <paramref name="patches"/> patches.</summary>
    public double VisionTower(long patches) =>
        (2.0 * patches * _patchLength * _vision.HiddenSize) + Layers(_vision, patches);

    /// <summary>A picture: the tower and the heads of <paramref name="parts"/>.</summary>
    public double Picture(long patches, ImageParts parts)
    {
        var work = VisionTower(patches);
        if (parts.HasFlag(ImageParts.Image)) work += ImageHead(patches);
        if (parts.HasFlag(ImageParts.Dense)) work += Layer(_vision, patches, patches);
        return work;
    }

    /// <summary>The image head: scores and sums of one query a head.</summary>
    public double ImageHead(long patches) => 4.0 * patches * _vision.HiddenSize * _vision.HeadCount;

    /// <summary>
    /// A text of <paramref name="tokens"/> tokens: the tower, of whose last layer only one position is computed; heads are
    /// nothing beside it.
    /// </summary>
    public double Text(long tokens) =>
        ((_text.LayerCount - 1) * Layer(_text, tokens, tokens)) + (4.0 * tokens * _text.HiddenSize * _text.HiddenSize);

    /// <summary>A vision layer for <paramref name="rows"/> of <paramref name="patches"/> patches.</summary>
    public double Layer(long rows, long patches) => Layer(_vision, rows, patches);

    /// <summary>Keys and values of <paramref name="rows"/> patches in one vision layer.</summary>
    public double KeyBlock(long rows) => 4.0 * rows * _vision.HiddenSize * _vision.HiddenSize;

    /// <summary>The rest of a vision layer for <paramref name="rows"/> of <paramref name="patches"/> patches.</summary>
    public double QueryBlock(long rows, long patches) => Layer(_vision, rows, patches) - KeyBlock(rows);

    /// <summary>Layers of the vision tower.</summary>
    public int VisionLayers => _vision.LayerCount;

    /// <summary>The most patches whose <see cref="Picture"/> stays within <paramref name="work"/>, at least 1.</summary>
    public int PatchesWithin(double work, ImageParts parts)
    {
        int fits = 1, over = Imaging.PatchBudget.Largest + 1;
        while (over - fits > 1)
        {
            var middle = (fits + over) / 2;
            if (Picture(middle, parts) <= work) fits = middle;
            else over = middle;
        }

        return fits;
    }

    private static double Layers(TowerShape shape, long tokens) => shape.LayerCount * Layer(shape, tokens, tokens);

    // four projections, two linear layers, q·kᵀ and the mix of the values
    private static double Layer(TowerShape shape, double rows, double keys)
    {
        double width = shape.HiddenSize;
        return (rows * ((8 * width * width) + (4 * width * shape.IntermediateSize))) + (4 * rows * keys * width);
    }
}
