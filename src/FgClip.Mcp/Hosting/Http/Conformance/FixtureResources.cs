using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Hosting.Http.Conformance;

/// <summary>The resources that the conformance suite reads.</summary>
internal static class FixtureResources
{
    public static IEnumerable<McpServerResource> All =>
    [
        Resource("test://static-text", "Static text", "text/plain", () => "This is the content of the static text resource."),
        Resource("test://static-binary", "Static picture", "image/png", () => BlobResourceContents.FromBytes(FixtureContent.Png, "test://static-binary", "image/png")),
        Resource("test://watched-resource", "Watched text", "text/plain", () => "Watched resource content."),
        Resource("test://template/{id}/data", "Data by id", "application/json", (string id) => new TextResourceContents
        {
            Uri = $"test://template/{id}/data",
            MimeType = "application/json",
            Text = $$"""{"id":"{{id}}","templateTest":true,"data":"Data for ID: {{id}}"}""",
        }),
    ];

    private static McpServerResource Resource(string uri, string name, string mediaType, Delegate read) => McpServerResource.Create(
        read, new McpServerResourceCreateOptions { UriTemplate = uri, Name = name, Description = $"{name}, for tests.", MimeType = mediaType });
}
