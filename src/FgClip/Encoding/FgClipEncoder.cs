using FgClip.Checkpoints;
using FgClip.Imaging;
using FgClip.Inference;
using FgClip.Inference.Direct;
using FgClip.Inference.Jobs;
using FgClip.Kernels;
using FgClip.Model;
using FgClip.Tokenization;

namespace FgClip.Encoding;

/// <summary>
/// Runs one checkpoint of FG-CLIP 2 or of FG-CLIP's first version: pictures and texts in, features out, equal to the official code's up to float
/// rounding. Thread-safe: calls prepare their pictures and texts in parallel and then wait in one bounded queue, from
/// which pictures of equal patch count, and texts of equal length, run together. The queue shares the device fairly
/// between calls by their work, so that a text does not wait for the whole of a large picture or of a long list. A
/// cancelled call leaves the queue at once, and what runs for it ends after the engine's current node. Features are
/// remembered, and what two callers ask for at the same time is computed once.
/// Parts of the model are loaded when first used. Dispose of it to free the model; it owns its checkpoint.
/// </summary>
public sealed class FgClipEncoder : IDisposable
{
    private readonly Lazy<ITextTokenizer> _tokenizer;
    private readonly IModelEngine _engine;
    private readonly InferenceCore _core;
    private readonly ImageEncoder _images;
    private readonly TextEncoder _texts;
    private bool _disposed;

    private FgClipEncoder(Checkpoint checkpoint, InferenceOptions options)
    {
        Checkpoint = checkpoint;
        options.Check();
        var device = DeviceSelection.Resolve(options);
        (Device, DeviceReason) = (device.Kind, device.Reason);
        Precision = PrecisionNames.Resolve(options.Precision, Device);

        Family = ModelFamily.Of(checkpoint);
        _tokenizer = new Lazy<ITextTokenizer>(Family.OpenTokenizer);
        var work = new ModelWork(Family);
        _engine = EngineOf(options, device);
        _core = new InferenceCore(_engine.Runner, BatchWork(options, work), options.MaxWaitingCalls);
        _images = new ImageEncoder(Family, _engine, _core, work, options.PictureCacheBytes);
        _texts = new TextEncoder(Family, _tokenizer, _engine, _core, work, options.TextCacheBytes);
        LoadsWithoutReading = (!options.PackWeights || _engine is DirectEngine) && Precision == ModelPrecision.Float32 && checkpoint.Tensors.AreFloat32InPlace;
        Warnings = [.. checkpoint.Warnings, .. Family.Notes];
    }

    /// <summary>The checkpoint that runs.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>The device that runs it; never <see cref="DeviceKind.Auto"/>.</summary>
    public DeviceKind Device { get; }

    /// <summary>Why it is this device, one clause for people.</summary>
    public string DeviceReason { get; }

    /// <summary>What matrix products are computed in; never <see cref="ModelPrecision.Auto"/>.</summary>
    public ModelPrecision Precision { get; }

    /// <summary>The parts of the model that are loaded now, and where they run.</summary>
    public IReadOnlyList<SessionStatus> Sessions => _engine.Loaded;

    /// <summary>What computes it, for people: ONNX Runtime, or the kernels of this library for the processor.</summary>
    public string Engine => _engine.Name;

    /// <summary>What users of this checkpoint should know, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>How cosines of image and short or long text features become scores.</summary>
    public PairScoring Scoring => Family.Scoring;

    /// <summary>D: the dimension of image, dense and region features.</summary>
    public int FeatureDimension => Family.ImageWidth;

    /// <summary>Calls that wait for their turn on the device.</summary>
    public int WaitingCalls => Status.WaitingCalls;

    /// <summary>What the device has to do now.</summary>
    public InferenceStatus Status => _core.Status;

    /// <summary>The features of texts that are remembered.</summary>
    public CacheStatus TextCache => _texts.CacheStatus;

    /// <summary>The features of pictures that are remembered; each part of a picture is an entry of its own.</summary>
    public CacheStatus PictureCache => _images.CacheStatus;

    /// <summary>What the model's family does its own way.</summary>
    internal ModelFamily Family { get; }

    /// <summary>Whether loading a session reads no weights: they are used where the file is mapped.</summary>
    internal bool LoadsWithoutReading { get; }

    /// <summary>Opens a Hugging Face folder; reads headers only, so it returns at once.</summary>
    /// <param name="folder">config.json, safetensors and tokenizer files.</param>
    /// <param name="options">Device, threads, queue and caches; null for the defaults.</param>
    /// <exception cref="FgClipException">The folder is not a readable FG-CLIP checkpoint, or the device is not there.</exception>
    public static FgClipEncoder Open(string folder, InferenceOptions? options = null)
    {
        var checkpoint = Checkpoint.Open(folder);
        try
        {
            return new FgClipEncoder(checkpoint, options ?? new InferenceOptions());
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Loads every part of the model now, in parallel with calls, so that the first answers do not wait for it. Not
    /// needed otherwise: parts are loaded when first used.
    /// </summary>
    /// <exception cref="FgClipException">The tokenizer is not usable, or the device failed.</exception>
    /// <exception cref="ObjectDisposedException">The encoder was disposed of meanwhile.</exception>
    public Task LoadAsync(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Task.WhenAll(
            Task.Run(() => _tokenizer.Value, cancellation),
            Task.Run(
                () =>
                {
                    _engine.LoadVision(ImageParts.All);
                    foreach (var kind in Enum.GetValues<TextKind>())
                    {
                        cancellation.ThrowIfCancellationRequested();
                        _engine.LoadText(kind);
                    }
                },
                cancellation));
    }

    /// <summary>Features of a picture. Large ones are computed in steps, see <see cref="ImageEncodingOptions.Progress"/>.</summary>
    /// <exception cref="FgClipException">
    /// The options or the picture cannot be used, it would take longer than the options allow, too many calls wait, or the
    /// device failed.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled, before or during the computation.</exception>
    /// <exception cref="ObjectDisposedException">The encoder is gone, or was disposed of meanwhile.</exception>
    public Task<EncodedImage> EncodeImageAsync(
        Picture picture, ImageEncodingOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _images.EncodeAsync(picture, options ?? new ImageEncodingOptions(), cancellation);
    }

    /// <summary>Features of texts, in their order. An empty text is encoded as such, as the official code does.</summary>
    /// <exception cref="FgClipException">
    /// The checkpoint has no usable tokenizer, too many calls wait, or the device failed.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled, before or during the computation.</exception>
    /// <exception cref="ObjectDisposedException">The encoder is gone, or was disposed of meanwhile.</exception>
    public Task<EncodedText[]> EncodeTextsAsync(
        IReadOnlyList<string> texts, TextKind kind, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        CheckKind(kind);
        for (var index = 0; index < texts.Count; index++)
        {
            if (texts[index] is null) throw new FgClipException(FgClipErrorKind.Argument, $"texts[{index}] is null", expected: "a text");
        }

        ObjectDisposedException.ThrowIf(_disposed, this);
        return _texts.EncodeAsync(texts, kind, cancellation);
    }

    /// <summary>Tokens of a text, uncut and unpadded, special tokens included.</summary>
    public int CountTokens(string text) => _tokenizer.Value.EncodeUnpadded(Family.Prepare(text)).Length;

    /// <summary>Tokens that a kind of text may have, special tokens included; more are cut off.</summary>
    public int TextLength(TextKind kind)
    {
        CheckKind(kind);
        return Family.TextTables.LengthOf(kind);
    }

    /// <summary>
    /// Waits for the run under way (a picture in steps ends after its step), then frees the model. Calls that still
    /// wait, and later ones, end with <see cref="ObjectDisposedException"/>; features that were handed out stay valid.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;

        _core.Dispose();
        _engine.Dispose();
        Checkpoint.Dispose();
    }

    /// <summary>Features [D] of token sequences of equal length without a mask.</summary>
    internal Task<float[][]> EncodeIdsAsync(IReadOnlyList<int[]> sequences, TextKind kind, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _texts.EncodeIdsAsync(sequences, kind, cancellation);
    }

    /// <summary>Features [D] of tokens with their padding, as the tokenizer gives them.</summary>
    internal Task<float[][]> EncodeTokensAsync(TextTokens[] tokens, TextKind kind, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _texts.EncodeTokensAsync(tokens, kind, cancellation);
    }

    private IModelEngine EngineOf(InferenceOptions options, EngineDevice device)
    {
        var threads = options.Threads ?? ProcessorCores.Physical;
        return (Device == DeviceKind.Cpu && Precision == ModelPrecision.Float32 && !options.UsesGraphs
            ? DirectEngine.For(Family, PanelKernels.Best, threads)
            : null) ?? (IModelEngine)new SessionEngine(Family, options, device);
    }

    // Beyond some 25 GFLOP a thread, and the rows of four short texts, a larger batch was no faster on two cores; other
    // devices are far faster.
    private double BatchWork(InferenceOptions options, ModelWork work) => Device == DeviceKind.Cpu
        ? Math.Max(25e9 * (options.Threads ?? Environment.ProcessorCount), work.Text(256))
        : 2e12;

    private static void CheckKind(TextKind kind)
    {
        if (!Enum.IsDefined(kind)) throw new FgClipException(FgClipErrorKind.Argument, "text kind is not known", got: $"{kind}");
    }
}
