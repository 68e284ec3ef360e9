using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tools;

/// <summary>The program's icon: an eye, as a small inline SVG.</summary>
internal static class ServerIcon
{
    public static Icon Icon { get; } = new()
    {
        Source = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M1 8q7-9 14 0-7 9-14 0' fill='%2321918c'/%3E%3Ccircle cx='8' cy='8' r='3' fill='%23fde725'/%3E%3C/svg%3E",
        MimeType = "image/svg+xml",
        Sizes = ["any"],
    };
}
