namespace FgClip.Inference;

/// <summary>How graphs run, how much may wait for them, and what is remembered.</summary>
public sealed record InferenceOptions
{
    /// <summary>The device. Default: <see cref="DeviceKind.Cpu"/>.</summary>
    public DeviceKind Device { get; init; } = DeviceKind.Cpu;

    /// <summary>
    /// A library with an execution provider of ONNX Runtime (<c>libonnxruntime_providers_cuda.so</c>), to be loaded for a
    /// device that this build does not have. Default: null, the providers of the build. It is native code: name only
    /// libraries that you trust.
    /// </summary>
    public string? DeviceLibrary { get; init; }

    /// <summary>
    /// What matrix products are computed in. Default: <see cref="ModelPrecision.Auto"/>, the device's own. Not every device
    /// has kernels for every type: the CPU computes 16 bits by way of float32, slower than float32 alone.
    /// </summary>
    public ModelPrecision Precision { get; init; }

    /// <summary>
    /// CPU threads of one computation, 1 to 1024; null (default): one a physical core. All encoders of a process
    /// share one pool where their numbers agree.
    /// </summary>
    public int? Threads { get; init; }

    /// <summary>
    /// Whether each tower copies its weights into the engine's own order when it is loaded, on the CPU. Default: false,
    /// they are used where they lie in the mapped file. On two cores and a base checkpoint copying takes 1.6 s and
    /// 330 MB a tower; a single short text is then 16 % faster, a batch of texts 5 to 9 %, a picture 3 %.
    /// </summary>
    public bool PackWeights { get; init; }

    /// <summary>
    /// Calls that may wait for the device at once, 1 to 65536; more are refused with
    /// <see cref="FgClipErrorKind.Overload"/>. Default: 256.
    /// </summary>
    public int MaxWaitingCalls { get; init; } = 256;

    /// <summary>
    /// Bytes of text features that are remembered, least recently used ones forgotten first; 0 for none. Default: 32 MiB,
    /// about 9,000 short texts of a base checkpoint.
    /// </summary>
    public long TextCacheBytes { get; init; } = 32L << 20;

    /// <summary>
    /// Bytes of picture features that are remembered, least recently used ones forgotten first; 0 for none. Default:
    /// 256 MiB, about 80 dense maps of 1024 patches of a base checkpoint, or 80,000 image features.
    /// </summary>
    public long PictureCacheBytes { get; init; } = 256L << 20;

    /// <summary>Whether the processor computes by graphs in ONNX Runtime where it could do without them.</summary>
    internal bool UsesGraphs { get; init; }

    /// <exception cref="FgClipException">A value is out of range.</exception>
    internal void Check()
    {
        if (!Enum.IsDefined(Device)) throw new FgClipException(FgClipErrorKind.Argument, "device is not known", got: $"{Device}");
        if (!Enum.IsDefined(Precision)) throw new FgClipException(FgClipErrorKind.Argument, "precision is not known", got: $"{Precision}");
        if (Threads is < 1 or > 1024)
        {
            throw new FgClipException(FgClipErrorKind.Argument, "threads is out of range", expected: "1 to 1024", got: $"{Threads}");
        }

        if (MaxWaitingCalls is < 1 or > 65536)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument, "the number of waiting calls is out of range", expected: "1 to 65536", got: $"{MaxWaitingCalls}");
        }

        if (TextCacheBytes < 0 || PictureCacheBytes < 0)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                "the size of a cache is out of range",
                expected: "0 (off) or more bytes",
                got: $"{Math.Min(TextCacheBytes, PictureCacheBytes)}");
        }
    }
}
