using System.Globalization;
using FgClip.Encoding;
using FgClip.Mcp.Resources.Embeddings;
using FgClip.Mcp.Results;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Resources;

/// <summary>The resources of whoever asks: drawn pictures, kept embeddings and figures about these. Thread-safe.</summary>
internal sealed class ServerResources(RenderedPictures rendered, EmbeddingStore embeddings, OwnerScope scope)
{
    /// <summary>Embeddings of one page of the list.</summary>
    private const int PageSize = 100;

    private const string Json = "application/json";
    private const string Png = "image/png";

    /// <summary>The templates.</summary>
    public static ListResourceTemplatesResult Templates() => new()
    {
        ResourceTemplates =
        [
            new ResourceTemplate
            {
                UriTemplate = EmbeddingUri.Template,
                Name = "embedding",
                Title = "Embedding",
                Description = "The numbers of an embedding that embed_image or embed_text kept, of length 1, and what they are of: kind image or text, the model's name, the id.",
                MimeType = Json,
            },
            new ResourceTemplate
            {
                UriTemplate = RenderedPictures.Template,
                Name = "rendered",
                Title = "Drawn picture",
                Description = "A heat map of locate_concept or an annotated picture of detect_mismatches that was asked for with image_output link.",
                MimeType = Png,
            },
        ],
    };

    /// <summary>A page of the list: figures and drawn pictures on the first, embeddings, newest first, on all.</summary>
    public ListResourcesResult List(string? cursor)
    {
        var resources = new List<Resource>();
        long? before = null;
        if (cursor is null)
        {
            resources.Add(new Resource { Uri = EmbeddingUri.Stats, Name = "stats", Title = "Kept embeddings, in figures", MimeType = Json });
            resources.AddRange(rendered.Listed.Select(picture => new Resource
            {
                Uri = picture.Uri,
                Name = Path.GetFileName(picture.Uri),
                Title = "Drawn picture",
                MimeType = Png,
                Size = picture.Bytes,
            }));
        }
        else if (long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
        {
            before = place;
        }
        else
        {
            throw ResourceErrors.WrongCursor(cursor);
        }

        var (page, next) = Available(() => embeddings.List(scope.Current, before, PageSize));
        resources.AddRange(page.Select(one => new Resource
        {
            Uri = one.Uri.ToString(),
            Name = one.Uri.Id,
            Title = $"Embedding, {one.Uri.Kind}, {one.Uri.Model}",
            MimeType = Json,
            Annotations = new Annotations { LastModified = one.Made },
        }));
        return new ListResourcesResult { Resources = resources, NextCursor = next?.ToString(CultureInfo.InvariantCulture) };
    }

    /// <summary>The content of a resource.</summary>
    public ReadResourceResult Read(string uri)
    {
        if (rendered.Find(uri) is { } png) return new ReadResourceResult { Contents = [BlobResourceContents.FromBytes(png, uri, Png)] };
        if (uri == EmbeddingUri.Stats) return JsonOf(uri, Available(() => embeddings.Stats(scope.Current)));
        if (!EmbeddingUri.TryParse(uri, out var handle) || Available(() => embeddings.Find(scope.Current, handle)) is not { } stored)
        {
            throw ResourceErrors.NotFound(uri);
        }

        return JsonOf(uri, new EmbeddingContent(
            uri,
            handle.Kind,
            handle.Model,
            stored.Precision,
            stored.TextKind,
            stored.MaxPatches,
            stored.Truncated,
            stored.Vector.Length,
            true,
            Cosine.Normalize(stored.Vector.Span)));
    }

    private static T Available<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (FgClipException error)
        {
            throw ResourceErrors.Unavailable(error);
        }
    }

    private static ReadResourceResult JsonOf<T>(string uri, T content) =>
        new() { Contents = [new TextResourceContents { Uri = uri, MimeType = Json, Text = AnswerJson.WriteCompact(content) }] };
}
