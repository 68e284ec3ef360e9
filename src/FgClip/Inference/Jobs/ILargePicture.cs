namespace FgClip.Inference.Jobs;

/// <summary>One large picture on its way through the model. Disposed of after the last step, or when it is given up.</summary>
internal interface ILargePicture : IDisposable
{
    /// <summary>Floating-point operations that a step should have: about a second on two cores.</summary>
    const double StepWork = 200e9;

    /// <summary>N.</summary>
    int Count { get; }

    /// <summary>Memory of the inputs.</summary>
    long Bytes { get; }

    /// <summary>What came out, after the last step.</summary>
    PictureFeatures Features { get; }

    /// <summary>The steps, each to be run before the next is asked for.</summary>
    IEnumerable<PictureStep> Steps();
}
