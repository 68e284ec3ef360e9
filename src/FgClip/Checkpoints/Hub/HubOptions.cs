namespace FgClip.Checkpoints.Hub;

/// <summary>Where models come from and where they are kept. The defaults are those of Python's huggingface_hub.</summary>
public sealed record HubOptions
{
    /// <summary>The public hub.</summary>
    public static Uri DefaultEndpoint { get; } = new("https://huggingface.co");

    /// <summary>The hub, http or https, without a slash at the end of its path. Default <see cref="DefaultEndpoint"/>.</summary>
    public Uri Endpoint { get; init; } = DefaultEndpoint;

    /// <summary>The cache: a folder of <c>models--ORGANISATION--NAME</c> folders, absolute; made when something is pulled.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>The access token for private and gated models. Default: none.</summary>
    public HubToken? Token { get; init; }

    /// <summary>Never use the network. Default false.</summary>
    public bool IsOffline { get; init; }

    /// <summary>
    /// Whether snapshots are symbolic links to blobs where the system lets us make them. Default true; otherwise files are
    /// moved or copied into the snapshot.
    /// </summary>
    public bool MakesLinks { get; init; } = true;

    /// <summary>Ranges of one file that are fetched at the same time, 1 to 16. Default 4.</summary>
    public int Streams { get; init; } = 4;

    /// <summary>Bytes of one range, at least 1; a stream takes range after range. Default 64 MiB.</summary>
    public long RangeBytes { get; init; } = 64 << 20;

    /// <summary>How long to wait for an answer about a model or a file. Default 10 s.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a download may be without any new byte before it is tried again. Default 10 s.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Failures in a row, without a new byte between them, after which a request is given up. Default 5.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>Pause before the first retry; it doubles up to eight times that. Default 1 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause that a hub may ask for (Retry-After); if it asks for more, the pull ends. Default 5 minutes.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock of pauses.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The options that this process's environment variables ask for.</summary>
    /// <exception cref="FgClipException">A variable is malformed.</exception>
    public static HubOptions FromEnvironment() => new HubVariables(Environment.GetEnvironmentVariable).Read();
}
