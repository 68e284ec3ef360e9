namespace FgClip.Mcp.Cli;

/// <summary>The program's exit codes, documented in docs/cli.md.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>A verification found failures, or could not run a case.</summary>
    public const int VerificationFailed = 1;

    /// <summary>The command line or an argument is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A picture cannot be read.</summary>
    public const int Picture = 3;

    /// <summary>A checkpoint cannot be used.</summary>
    public const int Checkpoint = 4;

    /// <summary>A device or the inference engine failed.</summary>
    public const int Device = 5;

    /// <summary>Another file cannot be read or written.</summary>
    public const int File = 6;

    /// <summary>Too much work waits.</summary>
    public const int Overload = 7;

    /// <summary>A model hub cannot be reached, or refused.</summary>
    public const int Hub = 8;

    /// <summary>A fault of this program.</summary>
    public const int Internal = 70;

    /// <summary>Stopped by the user (128 + SIGINT).</summary>
    public const int Cancelled = 130;

    public static int Of(FgClipErrorKind kind) => kind switch
    {
        FgClipErrorKind.Argument => Usage,
        FgClipErrorKind.Picture => Picture,
        FgClipErrorKind.Checkpoint => Checkpoint,
        FgClipErrorKind.Device => Device,
        FgClipErrorKind.File => File,
        FgClipErrorKind.Overload => Overload,
        FgClipErrorKind.Hub => Hub,
        _ => Internal,
    };
}
