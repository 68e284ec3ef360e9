namespace FgClip.Checkpoints.Hub;

/// <summary>What a pull is doing.</summary>
public enum PullStage
{
    /// <summary>Bytes come from the hub.</summary>
    Fetching,

    /// <summary>Bytes are compared with their hash.</summary>
    Checking,
}

/// <summary>How far a pull is.</summary>
/// <param name="Stage">What it is doing.</param>
/// <param name="File">The file that it is doing it to.</param>
/// <param name="Bytes">Bytes of the model's files that are there, or of the file that are checked.</param>
/// <param name="TotalBytes">Bytes of all the model's files that are known so far, or of the file.</param>
/// <param name="Note">Something that a person should know, such as a retry; null mostly.</param>
public sealed record PullProgress(PullStage Stage, string File, long Bytes, long TotalBytes, string? Note = null);
