using FgClip.Encoding;

namespace FgClip.Mcp.Answers;

/// <summary>Text kinds as the wire writes them.</summary>
internal static class TextKindNames
{
    public static string Of(TextKind kind) => kind switch
    {
        TextKind.Short => "short",
        TextKind.Box => "box",
        TextKind.Long => "long",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
