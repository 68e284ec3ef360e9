using System.Collections.Immutable;
using System.Text.Json;

namespace FgClip.Checkpoints;

/// <summary>
/// The optional fgclip.json beside a checkpoint: how to speak of it and what it is good for. Official folders have none;
/// every member may be absent or null, and unknown ones are passed over.
/// </summary>
public sealed record CheckpointCard
{
    /// <summary>The card's file name.</summary>
    public const string FileName = "fgclip.json";

    /// <summary><c>name</c>; by default the folder's name, or the hub id where the folder is a Hugging Face snapshot.</summary>
    public required string Name { get; init; }

    /// <summary><c>domain</c>: the only kind of pictures it knows; null where it is for any.</summary>
    public string? Domain { get; init; }

    /// <summary><c>demonstration</c>: whether it exists to try things out.</summary>
    public bool Demonstration { get; init; }

    /// <summary><c>languages</c>: codes such as <c>en</c>, <c>zh</c>; empty where it says none.</summary>
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary><c>max_patches</c>: cap of the automatic patch budget; null where there is none.</summary>
    public int? MaxPatches { get; init; }

    /// <summary><c>license</c> of the weights.</summary>
    public string? License { get; init; }

    /// <summary><c>description</c>, for people.</summary>
    public string? Description { get; init; }

    /// <summary><c>calibration</c>: fitted thresholds of the analyses, as an object; null where there is none.</summary>
    public JsonElement? Calibration { get; init; }

    /// <summary>Reads the card of a folder; the defaults where there is none.</summary>
    /// <param name="folder">The checkpoint's folder, absolute.</param>
    /// <exception cref="FgClipException">The card is malformed; the error names the member.</exception>
    internal static CheckpointCard Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        return File.Exists(file) || Directory.Exists(file)
            ? Read(CheckpointJson.ReadObject(file), folder)
            : new CheckpointCard { Name = DefaultName(folder) };
    }

    /// <summary>As <see cref="Read(string)"/>, from the root of the file.</summary>
    internal static CheckpointCard Read(JsonFields fields, string folder)
    {
        var name = fields.Text("name");
        var calibration = fields.FindValue("calibration");
        if (calibration is { ValueKind: not JsonValueKind.Object } wrong) throw fields.Wrong("calibration", "an object", wrong);
        return new CheckpointCard
        {
            Name = string.IsNullOrWhiteSpace(name) ? DefaultName(folder) : name.Trim(),
            Domain = fields.Text("domain"),
            Demonstration = fields.FindValue("demonstration") is not null && fields.Flag("demonstration", false),
            Languages = [.. fields.Texts("languages")],
            MaxPatches = fields.FindValue("max_patches") is null ? null : fields.Int("max_patches", 0, 1, int.MaxValue),
            License = fields.Text("license"),
            Description = fields.Text("description"),
            Calibration = calibration?.Clone(),
        };
    }

    /// <summary>A snapshot's own folder name is a commit: <c>models--qihoo360--fg-clip2-base/snapshots/430fbc8a…</c>.</summary>
    internal static string DefaultName(string folder)
    {
        const string Models = "models--";
        folder = Path.TrimEndingDirectorySeparator(folder);
        if (Path.GetDirectoryName(folder) is { } parent
            && Path.GetFileName(parent) == "snapshots"
            && Path.GetFileName(Path.GetDirectoryName(parent)) is { } model
            && model.StartsWith(Models, StringComparison.Ordinal)
            && model.Length > Models.Length)
        {
            return model[Models.Length..].Replace("--", "/", StringComparison.Ordinal);
        }

        return Path.GetFileName(folder) is { Length: > 0 } own ? own : folder;
    }
}
