namespace FgClip.Checkpoints;

/// <summary>
/// An opened checkpoint folder: its config, card and preprocessing, and its weights mapped into memory. Everything is
/// checked on opening, so that a model built from it finds every tensor with the shape it asks for. Thread-safe.
/// Nothing in the folder is executed, and nothing in it is changed.
/// </summary>
public sealed class Checkpoint : IDisposable
{
    private readonly Lazy<string> _hash;
    private readonly CheckpointSettings _settings;

    private Checkpoint(
        string folder, CheckpointCard card, CheckpointSettings settings,
        CheckpointTensors tensors, IReadOnlyList<string> warnings, byte[] configBytes)
    {
        Folder = folder;
        Card = card;
        _settings = settings;
        Tensors = tensors;
        Warnings = warnings;
        // A failure is not kept: the next caller tries again.
        _hash = new Lazy<string>(
            () => CheckpointHash.Compute(configBytes, tensors.Files, folder), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The folder, an absolute path.</summary>
    public string Folder { get; }

    /// <summary>The model family.</summary>
    public CheckpointArchitecture Architecture => _settings.Architecture;

    /// <summary>What fgclip.json says, or the defaults.</summary>
    public CheckpointCard Card { get; }

    /// <summary>What config.json of an FG-CLIP 2 checkpoint says.</summary>
    /// <exception cref="InvalidOperationException">It is one of the first version: see <see cref="FirstConfig"/>.</exception>
    public FgClip2Config Config => _settings.Second
        ?? throw new InvalidOperationException("This checkpoint is of FG-CLIP's first version: its config is FirstConfig.");

    /// <summary>What config.json of a checkpoint of FG-CLIP's first version says.</summary>
    /// <exception cref="InvalidOperationException">It is an FG-CLIP 2 checkpoint: see <see cref="Config"/>.</exception>
    public FgClip1Config FirstConfig => _settings.First
        ?? throw new InvalidOperationException("This checkpoint is of FG-CLIP 2: its config is Config.");

    /// <summary>What preprocessor_config.json says, or the defaults.</summary>
    public PreprocessorConfig Preprocessor => _settings.Preprocessor;

    /// <summary>Whole sentences about oddities that do not prevent use, such as tensors that nothing reads; mostly empty.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>
    /// An identity of what the checkpoint computes, for caches and calibrations: 64 lower-case hexadecimal digits. SHA-256
    /// over config.json, the headers, lengths and a sample (64 blocks of 4 KiB) of the weight files, preprocessor_config.json
    /// and the tokenizer's files. Equal for copies of a folder; independent of its place, its card and of who computes it.
    /// Computed on first use, in some tens of milliseconds.
    /// </summary>
    /// <exception cref="FgClipException">A file has become unreadable since opening.</exception>
    /// <exception cref="ObjectDisposedException">First use after <see cref="Dispose"/>.</exception>
    public string Hash => _hash.Value;

    /// <summary>The weights.</summary>
    internal CheckpointTensors Tensors { get; }

    /// <summary>Opens a Hugging Face checkpoint folder.</summary>
    /// <param name="folder">
    /// A folder with config.json and model.safetensors, or shards with model.safetensors.index.json; relative to the working
    /// folder. Files may be links, as in a hub cache.
    /// </param>
    /// <returns>The checkpoint; the caller disposes of it when nothing uses its weights any more.</returns>
    /// <exception cref="FgClipException">
    /// The folder or a file is missing or malformed, the model is another one, or the weights do not fit config.json.
    /// </exception>
    public static Checkpoint Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        folder = CheckpointFolder.Resolve(folder);
        var configFile = Path.Combine(folder, "config.json");
        var configBytes = CheckpointFileReader.ReadAll(configFile, CheckpointJson.LongestFile);
        var settings = CheckpointSettings.Read(CheckpointJson.ParseObject(configBytes, configFile), folder);
        var card = CheckpointCard.Read(folder);
        var tensors = CheckpointTensors.Open(folder);
        try
        {
            settings = settings.With(tensors);
            if (settings.First is not null && card.Languages.IsEmpty) card = card with { Languages = ["en"] };
            List<string> warnings =
            [
                .. tensors.Warnings,
                .. ParameterCheck.Check(settings.Parameters, tensors, folder),
                .. settings.Oddities(folder),
            ];
            return new Checkpoint(folder, card, settings, tensors, warnings.AsReadOnly(), configBytes);
        }
        catch
        {
            tensors.Dispose();
            throw;
        }
    }

    /// <summary>Unmaps the weights; copies under way finish first.</summary>
    public void Dispose() => Tensors.Dispose();
}
