using System.Globalization;
using System.Text.Json;
using FgClip.Mcp.Resources;
using FgClip.Mcp.Results;
using FgClip.Rendering;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tools;

/// <summary>Answers as tool results.</summary>
internal static class ToolResults
{
    /// <summary>Bytes of a result at most: hosts drop larger ones.</summary>
    private const int MaxBytes = 1_000_000;

    /// <summary>Bytes of a drawn picture at least.</summary>
    private const int SmallestPicture = 50_000;

    /// <summary>What a result has around its text and pictures: names of members, media types.</summary>
    private const int EnvelopeBytes = 2_000;

    /// <summary>
    /// Bytes of a picture's byte: base64 makes four of three, and the protocol library writes each of its plus signs, one
    /// in 64 letters, as six bytes.
    /// </summary>
    private const double WireBytesOfPictureByte = 4.0 / 3 * (1 + 5.0 / 64) * 1.005;

    /// <summary>
    /// Bytes that all pictures beside an answer may have together, so that the result is not too large; below zero where
    /// the answer alone is.
    /// </summary>
    private static int RoomForPictures<T>(T answer)
        where T : notnull =>
        (int)((MaxBytes - EnvelopeBytes - JsonEncodedText.Encode(AnswerJson.WriteCompact(answer)).EncodedUtf8Bytes.Length) / WireBytesOfPictureByte);

    /// <summary>
    /// The limits of pictures beside an answer: the room that they share, at least what the smallest drawing needs; an
    /// answer without that room is refused as too large.
    /// </summary>
    public static OverlayOptions OverlaysBeside<T>(T answer, int pictures)
        where T : notnull
    {
        var defaults = new OverlayOptions();
        return defaults with { MaxBytes = Math.Clamp(RoomForPictures(answer) / Math.Max(1, pictures), SmallestPicture, defaults.MaxBytes) };
    }

    /// <summary>Refuses a result that hosts would drop.</summary>
    /// <exception cref="FgClipException">It is too large.</exception>
    public static void CheckSize(CallToolResult result)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(result, McpJsonUtilities.DefaultOptions).Length;
        if (bytes <= MaxBytes) return;
        throw new FgClipException(
            FgClipErrorKind.Argument,
            "the answer is too large for a client",
            expected: $"at most {Grouped(MaxBytes)} bytes",
            got: $"{Grouped(bytes)} bytes",
            remedy: "Ask for fewer or shorter items in one call.");
    }

    /// <summary>An answer without a picture: structured, and the same JSON as text for hosts that only read text.</summary>
    public static CallToolResult Of<T>(T answer)
        where T : notnull
    {
        var json = AnswerJson.WriteCompact(answer);
        return new CallToolResult
        {
            StructuredContent = JsonElement.Parse(json),
            Content = [new TextContentBlock { Text = json }],
        };
    }

    /// <summary>
    /// An answer with pictures: JSON as text, then each picture as <paramref name="output"/> says. Hosts show pictures
    /// only beside unstructured content.
    /// </summary>
    public static CallToolResult Of<T>(T answer, IEnumerable<byte[]> pictures, string? output, RenderedPictures store)
        where T : notnull
    {
        var content = new List<ContentBlock> { new TextContentBlock { Text = AnswerJson.WriteCompact(answer) } };
        foreach (var picture in pictures)
        {
            content.Add(output switch
            {
                "link" => Link(store.Add(picture), picture.Length),
                "path" => new TextContentBlock { Text = store.AddFile(picture) },
                _ => ImageContentBlock.FromBytes(picture, "image/png"),
            });
        }

        return new CallToolResult { Content = content };
    }

    private static string Grouped(int number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    private static ResourceLinkBlock Link(string uri, int size) => new()
    {
        Uri = uri,
        Name = Path.GetFileName(uri),
        Title = "Annotated picture",
        MimeType = "image/png",
        Size = size,
    };
}
