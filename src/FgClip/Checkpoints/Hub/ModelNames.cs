namespace FgClip.Checkpoints.Hub;

/// <summary>Finds the folder that a user names: a folder, a name of the catalogue, or an id of the hub. Uses no network.</summary>
public static class ModelNames
{
    /// <summary>
    /// The folder of <paramref name="nameOrFolder"/>. A folder that exists goes first; otherwise <c>NAME</c> or <c>ORG/NAME</c>,
    /// with <c>@REVISION</c> behind it where another than main is meant, is looked up in the cache.
    /// </summary>
    /// <param name="nameOrFolder">What the user gave.</param>
    /// <param name="options">The cache; null: that of the environment.</param>
    /// <returns>A folder to open; paths come back as they are, whether they exist or not.</returns>
    /// <exception cref="FgClipException">It names a model that is not here; the error says how to get it.</exception>
    public static string FolderOf(string nameOrFolder, HubOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(nameOrFolder);
        if (Path.Exists(nameOrFolder) || Parse(nameOrFolder) is not { } model) return nameOrFolder;

        var (id, revision) = model;
        options ??= HubOptions.FromEnvironment();
        if (new LocalModels(options).Find(id, revision) is not { } state) throw Absent(nameOrFolder, id, options);

        return state.IsComplete ? state.Folder : throw CheckpointError.Create(
            "the model is only partly here",
            $"{id} in {options.CacheFolder}",
            got: $"without {CheckpointError.List(state.Missing, 4)}",
            remedy: $"'fgclip models pull {nameOrFolder.Replace("@", " --revision ", StringComparison.Ordinal)}' fetches the rest.");
    }

    /// <summary>
    /// The model and revision that a text names; null where it is a path, or no id. A name without a slash must be in the
    /// catalogue.
    /// </summary>
    public static (HubModelId Id, string Revision)? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith('.') || text.StartsWith('~') || Path.IsPathRooted(text) || text.Contains('\\', StringComparison.Ordinal)) return null;

        var at = text.IndexOf('@', StringComparison.Ordinal);
        var (name, revision) = at < 0 ? (text, HubRevision.Default) : (text[..at], text[(at + 1)..]);
        if (ModelCatalog.Find(name) is { } known) return (known.Id, revision);
        return name.Contains('/', StringComparison.Ordinal) && HubModelId.TryParse(name, out var id) ? (id, revision) : null;
    }

    private static FgClipException Absent(string given, HubModelId id, HubOptions options)
    {
        var isKnown = ModelCatalog.Find(id.Text) is not null;
        return CheckpointError.Create(
            isKnown ? "the model is not pulled yet" : "is neither a folder nor a model that is pulled",
            isKnown ? $"{id}" : CheckpointError.Quote(given),
            expected: $"a folder, or a model in {options.CacheFolder}",
            remedy: $"'fgclip models pull {given.Replace("@", " --revision ", StringComparison.Ordinal)}' fetches it; nothing is downloaded unasked.");
    }
}
