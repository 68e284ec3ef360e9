using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Hosting.Http.Conformance;

/// <summary>The smallest picture, sound and resource that fixtures return.</summary>
internal static class FixtureContent
{
    /// <summary>One red pixel as PNG.</summary>
    public static byte[] Png { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC");

    /// <summary>One silent sample as WAV: 8000 a second, 8 bits, one channel.</summary>
    public static byte[] Wav { get; } =
    [
        .. "RIFF"u8, 37, 0, 0, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0, .. "data"u8, 1, 0, 0, 0, 128,
    ];

    public static ImageContentBlock Image => ImageContentBlock.FromBytes(Png, "image/png");

    public static EmbeddedResourceBlock Resource(string uri, string mediaType, string text) =>
        new() { Resource = new TextResourceContents { Uri = uri, MimeType = mediaType, Text = text } };
}
