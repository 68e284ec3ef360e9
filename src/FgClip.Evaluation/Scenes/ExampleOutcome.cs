namespace FgClip.Evaluation.Scenes;

/// <summary>What became of a caption.</summary>
public enum ExampleOutcome
{
    /// <summary>Right, but called a mismatch.</summary>
    FalseAlarm,

    /// <summary>Wrong, but not called a mismatch.</summary>
    Missed,

    /// <summary>Wrong and flagged, but put into words that are not those of the right one.</summary>
    Miscorrected,

    /// <summary>Wrong, flagged and put right.</summary>
    PutRight,
}
