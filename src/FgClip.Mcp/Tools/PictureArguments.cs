using FgClip.Imaging;
using FgClip.Imaging.Sources;
using FgClip.Mcp.Answers;
using FgClip.Mcp.Resources.Embeddings;

namespace FgClip.Mcp.Tools;

/// <summary>Reads the pictures that a call names.</summary>
internal static class PictureArguments
{
    /// <summary>The one picture of <c>image</c>, or its <c>region</c>.</summary>
    public static SeenPicture Picture(this ToolArguments arguments, PictureSources sources)
    {
        var source = arguments.Text(ToolParameters.Image);
        if (EmbeddingUri.IsHandle(source))
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                "an embedding is one feature of a whole picture, and this needs the picture itself",
                source,
                remedy: "Give the picture's path. Handles stand for pictures in similarity, rank_images and rank_captions.");
        }

        return SeenPicture.Of(sources.Read(source, Policy(arguments), arguments.Downloads), arguments.OptionalRegion(ToolParameters.Region));
    }

    /// <summary>The handle that stands for the one picture; null where a picture is named.</summary>
    public static string? Handle(this ToolArguments arguments)
    {
        var source = arguments.Text(ToolParameters.Image);
        if (!EmbeddingUri.IsHandle(source)) return null;
        if (arguments.OptionalRegion(ToolParameters.Region) is null && arguments.OptionalInteger(ToolParameters.MaxPatches) is null) return source;

        throw new FgClipException(
            FgClipErrorKind.Argument,
            "an embedding was made of a whole picture at its own budget: region and max_patches cannot change it",
            source,
            remedy: "Leave them out, or give the picture's path.");
    }

    /// <summary>The pictures of <c>images</c>, read when their turn comes.</summary>
    public static IReadOnlyList<PictureToRead> Pictures(this ToolArguments arguments, PictureSources sources)
    {
        var policy = Policy(arguments);
        return [.. (arguments.OptionalTexts(ToolParameters.Images) ?? []).Select(
            source => new PictureToRead(Shorten(source), () => SeenPicture.Of(sources.Read(source, policy, arguments.Downloads), null)))];
    }

    private static OrientationPolicy Policy(ToolArguments arguments) =>
        arguments.OptionalText(ToolParameters.Orientation) == "apply" ? OrientationPolicy.Apply : OrientationPolicy.Ignore;

    // An answer names pictures; it does not repeat their bytes. A handle is looked up by its name.
    private static string Shorten(string source) => source.Length <= 200 || EmbeddingUri.IsHandle(source) ? source : source[..60] + "...";
}
