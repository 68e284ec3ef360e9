namespace FgClip.Checkpoints;

/// <summary>What the small files of a checkpoint say, of whichever family it is: exactly one config is there.</summary>
internal sealed record CheckpointSettings
{
    private CheckpointSettings(FgClip1Config? first, FgClip2Config? second, PreprocessorConfig preprocessor) =>
        (First, Second, Preprocessor) = (first, second, preprocessor);

    /// <summary>The config of FG-CLIP's first version.</summary>
    public FgClip1Config? First { get; private init; }

    /// <summary>The config of FG-CLIP 2.</summary>
    public FgClip2Config? Second { get; }

    /// <summary>How pictures are normalised.</summary>
    public PreprocessorConfig Preprocessor { get; }

    /// <summary>The family.</summary>
    public CheckpointArchitecture Architecture =>
        First is null ? CheckpointArchitecture.FgClip2 : CheckpointArchitecture.FgClip1;

    /// <summary>Every parameter that the config asks for.</summary>
    public IReadOnlyList<(string Name, long[] Shape)> Parameters =>
        First is null ? FgClip2Parameters.Of(Second!) : FgClip1Parameters.Of(First);

    /// <summary>Reads config.json, given by its root, and preprocessor_config.json of the folder.</summary>
    /// <exception cref="FgClipException">A file is malformed, or of another model.</exception>
    public static CheckpointSettings Read(JsonFields config, string folder)
    {
        if (CheckpointArchitectureReader.Read(config) == CheckpointArchitecture.FgClip1)
        {
            var first = FgClip1ConfigReader.Read(config);
            return new CheckpointSettings(first, null, FgClip1PreprocessorReader.Read(folder, first.Vision));
        }

        var second = FgClip2ConfigReader.Read(config);
        return new CheckpointSettings(null, second, PreprocessorConfig.Read(folder, second.Vision.PatchSize));
    }

    /// <summary>Completes the config with what only the weights tell: how long a long text of the first version may be.</summary>
    public CheckpointSettings With(CheckpointTensors tensors)
    {
        if (First is null || !tensors.TryGet(FgClip1Parameters.LongPositions, out var table)) return this;
        // Another shape than that of a table is told with all others that are wrong.
        var rows = table.Shape is [>= FgClip1TextConfig.KeepLen and <= ConfigValues.MostWidth, _] ? (int)table.Shape[0] : First.Text.LongtextLen;
        return this with { First = First with { Text = First.Text with { LongtextLen = rows } } };
    }

    /// <summary>Whole sentences about oddities that do not prevent use.</summary>
    public IEnumerable<string> Oddities(string folder)
    {
        if (Second is { } config
            && (config.Text.HiddenSize != config.Vision.HiddenSize || config.Text.ProjectionSize != config.Vision.HiddenSize))
        {
            yield return $"{folder}: features differ in width and cannot all be compared: image {config.Vision.HiddenSize}, "
                + $"short text {config.Text.ProjectionSize}, box and long text {config.Text.HiddenSize}.";
        }

        // Siglip2's processor is the one that FG-CLIP 2's derives from.
        string[] known = First is null ? ["Fgclip2ImageProcessor", "Siglip2ImageProcessor"] : ["CLIPImageProcessor", "CLIPFeatureExtractor"];
        if (Preprocessor.ProcessorType is { } type && !known.Any(name => type.StartsWith(name, StringComparison.Ordinal)))
        {
            yield return $"{folder}: preprocessor_config.json is of {CheckpointError.Quote(type)}; "
                + $"pictures are prepared as {known[0]} does it.";
        }
    }
}
