namespace FgClip.Checkpoints;

/// <summary>The model families that a config.json can name.</summary>
public enum CheckpointArchitecture
{
    /// <summary>FG-CLIP 2: SigLIP 2 with a dense head and three text heads; English and Chinese.</summary>
    FgClip2,

    /// <summary>FG-CLIP, the first version: CLIP with a long-text table; English.</summary>
    FgClip1,
}
