using FgClip.Encoding;
using FgClip.Inference.Jobs;

namespace FgClip.Inference;

/// <summary>Whatever computes a model: its parts are made when first used. Loading may be asked for on any thread.</summary>
internal interface IModelEngine : IDisposable
{
    /// <summary>What it is, for people.</summary>
    string Name { get; }

    /// <summary>The parts of the model that are loaded now.</summary>
    IReadOnlyList<SessionStatus> Loaded { get; }

    /// <summary>Computes jobs; for the inference core's thread.</summary>
    IJobRunner Runner { get; }

    /// <summary>Whether large pictures are computed in steps.</summary>
    bool RunsInSteps { get; }

    /// <summary>Makes what a picture of ordinary size needs.</summary>
    void LoadVision(ImageParts parts);

    /// <summary>Makes what a text needs.</summary>
    void LoadText(TextKind kind);

    /// <summary>A picture to be computed in steps.</summary>
    /// <param name="patches">[N,P]; let go once they are embedded.</param>
    /// <param name="positions">[N,H].</param>
    /// <param name="count">N.</param>
    /// <param name="parts">The heads to run.</param>
    ILargePicture LargePicture(float[] patches, float[] positions, int count, ImageParts parts);
}
