namespace FgClip.Checkpoints;

/// <summary>What the config.json of an FG-CLIP 2 checkpoint says; every size of the model is here.</summary>
public sealed record FgClip2Config
{
    /// <summary>The text tower.</summary>
    public required FgClip2TextConfig Text { get; init; }

    /// <summary>The vision tower.</summary>
    public required FgClip2VisionConfig Vision { get; init; }

    /// <summary>Reads and checks a config.json.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="FgClipException">
    /// It is missing or malformed, belongs to another model, or holds a value out of range; the error names the member.
    /// </exception>
    public static FgClip2Config Read(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return FgClip2ConfigReader.Read(CheckpointJson.ReadObject(file));
    }
}
