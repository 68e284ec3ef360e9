namespace FgClip.Inference.Timings;

/// <summary>What time goes into.</summary>
public enum Stage
{
    /// <summary>A picture's encoded bytes to pixels.</summary>
    Decode,

    /// <summary>Pixels to normalised patches.</summary>
    Resample,

    /// <summary>A picture, a text or a step of a large picture waits for its turn on the device.</summary>
    Wait,

    /// <summary>A run: one batch of pictures or texts, or one step of a large picture.</summary>
    Run,

    /// <summary>From the end of a call's runs to its result: features collected and remembered.</summary>
    Post,
}
