using System.Text;

namespace FgClip;

/// <summary>What an <see cref="FgClipException"/> is about; the command line maps each kind to one exit code.</summary>
public enum FgClipErrorKind
{
    /// <summary>An argument is missing, empty, out of range or contradicts another.</summary>
    Argument,

    /// <summary>A picture cannot be found, read or decoded, or is beyond a limit.</summary>
    Picture,

    /// <summary>A checkpoint folder or one of its files is missing, malformed or contradicts itself.</summary>
    Checkpoint,

    /// <summary>A device, its library or the inference engine failed.</summary>
    Device,

    /// <summary>A file could not be written or read for another reason.</summary>
    File,

    /// <summary>
    /// Too much work waits already; nothing was computed. <see cref="FgClipException.RetryAfter"/> says when to try again.
    /// </summary>
    Overload,

    /// <summary>A model hub cannot be reached, refused a request, or sent something other than what it announced.</summary>
    Hub,
}

/// <summary>
/// The one exception type that this library throws for input it cannot use. The message says what is wrong,
/// where, what was expected, what was found and what to do.
/// </summary>
public sealed class FgClipException : Exception
{
    /// <summary>Composes the message from its parts.</summary>
    /// <param name="kind">What the error is about.</param>
    /// <param name="what">What is wrong, without a full stop: <c>tensor 'logit_scale' is missing</c>.</param>
    /// <param name="where">The file, argument or item; null where <paramref name="what"/> says it.</param>
    /// <param name="expected">What would have been right; null where it goes without saying.</param>
    /// <param name="got">What was found instead.</param>
    /// <param name="remedy">What the caller can do, a full sentence; null where nothing can be advised.</param>
    /// <param name="inner">The exception that caused this one.</param>
    public FgClipException(
        FgClipErrorKind kind,
        string what,
        string? where = null,
        string? expected = null,
        string? got = null,
        string? remedy = null,
        Exception? inner = null)
        : base(Compose(what, where, expected, got, remedy), inner) => Kind = kind;

    /// <summary>What the error is about.</summary>
    public FgClipErrorKind Kind { get; }

    /// <summary>
    /// After <see cref="FgClipErrorKind.Overload"/>: when about half of what waits will be done, by the speed measured so
    /// far, at least a second. Null for other kinds.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    private static string Compose(string what, string? where, string? expected, string? got, string? remedy)
    {
        var message = new StringBuilder();
        if (where is not null) message.Append(where).Append(": ");
        message.Append(what);
        if (expected is not null) message.Append("; expected ").Append(expected);
        if (got is not null) message.Append(expected is null ? "; got " : ", got ").Append(got);
        if (message[^1] != '.') message.Append('.'); // words of others may be sentences
        if (remedy is not null) message.Append(' ').Append(remedy);
        return message.ToString();
    }
}
