using Microsoft.ML.OnnxRuntime;

namespace FgClip.Inference;

/// <summary>
/// The engine's process-wide environment. Where this library is the first to use ONNX Runtime, all sessions share
/// one thread pool that does not spin while it waits; otherwise sessions bring threads of their own.
/// </summary>
internal static class EngineEnvironment
{
    private static readonly Lock Gate = new();
    private static int? _sharedThreads;
    private static bool _shared;

    /// <summary>The execution providers of the engine that is loaded.</summary>
    public static IReadOnlyCollection<string> ProvidersOf(InferenceOptions options)
    {
        EnsureCreated(options);
        return OrtEnv.Instance().GetAvailableProviders();
    }

    /// <summary>Session options with the pool that fits <paramref name="options"/>.</summary>
    public static SessionOptions NewSessionOptions(InferenceOptions options)
    {
        EnsureCreated(options);
        var session = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        if (_shared && options.Threads == _sharedThreads)
        {
            session.DisablePerSessionThreads();
        }
        else
        {
            session.IntraOpNumThreads = options.Threads ?? 0;
            session.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        }

        return session;
    }

    private static void EnsureCreated(InferenceOptions options)
    {
        lock (Gate)
        {
            if (!OrtEnv.IsCreated) CreateShared(options.Threads);
        }
    }

    private static void CreateShared(int? threads)
    {
        using var pool = new OrtThreadingOptions
        {
            GlobalIntraOpNumThreads = threads ?? 0,
            GlobalInterOpNumThreads = 1,
            GlobalSpinControl = false,
        };
        var creation = new EnvironmentCreationOptions
        {
            logId = "fgclip",
            logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            threadOptions = pool,
        };
        OrtEnv.CreateInstanceWithOptions(ref creation);
        (_shared, _sharedThreads) = (true, threads);
    }
}
