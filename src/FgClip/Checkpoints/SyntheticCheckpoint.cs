using System.Globalization;
using System.Text.Json;

namespace FgClip.Checkpoints;

/// <summary>
/// Writes checkpoints of any size whose weights follow from their names, the same on every machine: for tests and
/// measurements with the true sizes of the published models. What they say about pictures means nothing.
/// </summary>
public static class SyntheticCheckpoint
{
    /// <summary>The value of one element of a synthetic parameter, float32.</summary>
    /// <param name="name">The parameter's name, which also decides the spread: norms around 1, biases within ±1/8 …</param>
    /// <param name="shape">Its dimensions, each at least 1; empty for a scalar.</param>
    /// <param name="index">Flat row-major index, from 0 to below the product of the dimensions.</param>
    /// <exception cref="FgClipException">A dimension is below 1, or the index is out of range.</exception>
    public static float Value(string name, ReadOnlySpan<long> shape, long index)
    {
        ArgumentNullException.ThrowIfNull(name);
        Int128 count = 1;
        foreach (var dimension in shape)
        {
            count = dimension >= 1 && count <= long.MaxValue ? count * dimension : -1;
        }

        return count > 0 && count <= long.MaxValue && index >= 0 && index < count
            ? new SyntheticValues(name, shape)[index]
            : throw new FgClipException(
                FgClipErrorKind.Argument,
                "no such element of a synthetic parameter",
                expected: $"an index within the shape {CheckpointError.Shape(shape)}, dimensions at least 1",
                got: index.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// Writes config.json, preprocessor_config.json and model.safetensors (float32; 1.5 GB for the base size). There is no
    /// tokenizer: such a checkpoint takes token ids. The weights appear under their name only when they are complete; a
    /// folder that already holds the same synthetic checkpoint is left as it is.
    /// </summary>
    /// <param name="configJson">The text of config.json.</param>
    /// <param name="outFolder">A folder that does not exist, is empty, or holds this checkpoint, finished or begun.</param>
    /// <param name="progress">Told the part written, 0 to 1, rising, from several threads but never two at once.</param>
    /// <param name="cancellationToken">Ends the work; the files begun are deleted.</param>
    /// <exception cref="FgClipException">
    /// The config cannot be used, the folder holds something else, the disk has no room, or writing fails.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Write(
        string configJson, string outFolder, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configJson);
        ArgumentNullException.ThrowIfNull(outFolder);
        var bytes = System.Text.Encoding.UTF8.GetBytes(configJson);
        var config = CheckpointJson.ParseObject(bytes, "synthetic config.json");
        var writer = CheckpointArchitectureReader.Read(config) == CheckpointArchitecture.FgClip1
            ? SyntheticCheckpointWriter.Of(FgClip1ConfigReader.Read(config), bytes, outFolder)
            : SyntheticCheckpointWriter.Of(FgClip2ConfigReader.Read(config), bytes, outFolder);
        writer.Write(progress, cancellationToken);
    }

    /// <summary>As <see cref="Write"/>, with the <c>config</c> of a set.json.</summary>
    /// <param name="setFolder">A folder of golden cases with a set.json whose <c>checkpoint</c> is <c>synthetic</c>.</param>
    /// <param name="outFolder">As for <see cref="Write"/>.</param>
    /// <param name="progress">As for <see cref="Write"/>.</param>
    /// <param name="cancellationToken">As for <see cref="Write"/>.</param>
    /// <exception cref="FgClipException">
    /// There is no usable set.json, it has no config or one of another architecture than it names, or as for <see cref="Write"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void WriteFromSet(
        string setFolder, string outFolder, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(setFolder);
        var set = CheckpointJson.ReadObject(Path.Combine(setFolder, "set.json"));
        var architecture = set.Text("architecture");
        if (architecture is not (null or "fgclip1" or "fgclip2"))
        {
            throw set.Wrong("architecture", "fgclip1 or fgclip2", CheckpointError.Quote(architecture));
        }

        if (set.FindValue("config") is not { ValueKind: JsonValueKind.Object } config)
        {
            throw CheckpointError.Create(
                "'config' is missing or no object",
                set.File,
                expected: "the config of a synthetic set",
                remedy: "A set whose 'checkpoint' is a folder needs no synthetic weights.");
        }

        if (architecture is not null)
        {
            var expected = architecture == "fgclip1" ? CheckpointArchitecture.FgClip1 : CheckpointArchitecture.FgClip2;
            CheckpointArchitectureReader.Expect(expected, set.Object("config"));
        }

        Write(config.GetRawText(), outFolder, progress, cancellationToken);
    }
}
