using System.Diagnostics.CodeAnalysis;

namespace FgClip.Mcp.Resources.Embeddings;

/// <summary>The handle of a kept embedding: <c>embedding://{kind}/{model}/{id}</c>.</summary>
/// <param name="Kind"><c>image</c> or <c>text</c>.</param>
/// <param name="Model">The checkpoint's name; percent-encoded in the URI.</param>
/// <param name="Id">32 lower-case hexadecimal digits.</param>
internal sealed record EmbeddingUri(string Kind, string Model, string Id)
{
    /// <summary>As resource templates write it.</summary>
    public const string Template = "embedding://{kind}/{model}/{id}";

    /// <summary>Figures about what is kept.</summary>
    public const string Stats = "embedding://stats";

    /// <summary>The kind of a picture's feature.</summary>
    public const string Image = "image";

    /// <summary>The kind of a text's feature.</summary>
    public const string Text = "text";

    private const string Scheme = "embedding://";

    /// <summary>Whether a caller means a handle where a picture or a text may stand too.</summary>
    public static bool IsHandle(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a handle.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out EmbeddingUri? uri)
    {
        uri = null;
        if (!IsHandle(text) || text[Scheme.Length..].Split('/') is not [var kind, { Length: > 0 } model, { Length: > 0 } id]) return false;

        uri = new EmbeddingUri(kind, Uri.UnescapeDataString(model), id);
        return kind is Image or Text;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Scheme}{Kind}/{Uri.EscapeDataString(Model)}/{Id}";
}
