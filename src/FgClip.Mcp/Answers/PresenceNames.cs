namespace FgClip.Mcp.Answers;

/// <summary>Presence in words.</summary>
internal static class PresenceNames
{
    public static string Of(bool? present) => present switch
    {
        true => "present",
        false => "not present",
        null => "unsure",
    };
}
