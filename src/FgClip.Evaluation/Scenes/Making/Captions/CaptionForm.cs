namespace FgClip.Evaluation.Scenes.Making.Captions;

/// <summary>How a caption is built.</summary>
internal enum CaptionForm
{
    /// <summary>One thing.</summary>
    One,

    /// <summary>One thing and where it is.</summary>
    Placed,

    /// <summary>Several of one kind.</summary>
    Counted,

    /// <summary>Two things.</summary>
    Listed,

    /// <summary>Two things and how they stand.</summary>
    Related,
}
