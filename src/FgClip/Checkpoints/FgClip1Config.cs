namespace FgClip.Checkpoints;

/// <summary>What the config.json of an FG-CLIP checkpoint, the first version, says; every size of the model is here.</summary>
public sealed record FgClip1Config
{
    /// <summary>The text tower.</summary>
    public required FgClip1TextConfig Text { get; init; }

    /// <summary>The vision tower.</summary>
    public required FgClip1VisionConfig Vision { get; init; }

    /// <summary><c>projection_dim</c>, D: width of every feature.</summary>
    public int ProjectionDim { get; init; } = 512;

    /// <summary>Reads and checks a config.json.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="FgClipException">
    /// It is missing or malformed, belongs to another model, or holds a value out of range; the error names the member.
    /// </exception>
    public static FgClip1Config Read(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return FgClip1ConfigReader.Read(CheckpointJson.ReadObject(file));
    }
}
