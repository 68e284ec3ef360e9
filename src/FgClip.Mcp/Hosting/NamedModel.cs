using FgClip.Checkpoints.Hub;

namespace FgClip.Mcp.Hosting;

/// <summary>What a user may name where a model is asked for.</summary>
internal static class NamedModel
{
    /// <summary>Name of the checkpoint that comes with the program.</summary>
    public const string Embedded = "fgclip2-scenes";

    /// <summary>Folder of the checkpoint that comes with the program.</summary>
    public static string EmbeddedFolder => Path.Combine(AppContext.BaseDirectory, "models", Embedded);

    /// <summary>Whether <paramref name="text"/> is a name or an id rather than a path.</summary>
    public static bool IsName(string text) => text == Embedded || ModelNames.Parse(text) is not null;

    /// <summary>
    /// The folder of the embedded model, of a pulled one, or the given folder. The embedded one's own name goes behind a
    /// folder of that name; nothing at all means the embedded one.
    /// </summary>
    /// <exception cref="FgClipException">It is a model that is not pulled.</exception>
    public static string FolderOf(string? nameOrFolder) =>
        string.IsNullOrEmpty(nameOrFolder) || (nameOrFolder == Embedded && !Path.Exists(nameOrFolder))
            ? EmbeddedFolder
            : ModelNames.FolderOf(nameOrFolder);

    /// <summary>The model on a hub that <paramref name="text"/> names, by name or id, with <c>@REVISION</c> or not.</summary>
    /// <exception cref="FgClipException">It names none.</exception>
    public static (HubModelId Id, string Revision) OnHub(string text, string? revision)
    {
        if (ModelNames.Parse(text) is not { } model)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                text == Embedded ? "the embedded model comes with the program" : "is no model on a hub",
                $"'{text}'",
                $"{string.Join(", ", ModelCatalog.Models.Select(known => known.Name))}, or an id ORGANISATION/NAME");
        }

        if (revision is not null && text.Contains('@', StringComparison.Ordinal))
        {
            throw new FgClipException(FgClipErrorKind.Argument, "the revision is given twice", got: $"'{text}' and --revision {revision}");
        }

        return (model.Id, revision ?? model.Revision);
    }
}
