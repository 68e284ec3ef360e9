using FgClip.Checkpoints;

namespace FgClip.Evaluation.Golden;

/// <summary>
/// The checkpoint folder of a golden set. A synthetic one is written to the temporary folder when first asked for and
/// removed again.
/// </summary>
internal sealed class SetCheckpoint(GoldenSet set, string? instead) : IDisposable
{
    private string? _temporary;

    /// <summary>The folder.</summary>
    /// <exception cref="FgClipException">The set names no folder that can be had here.</exception>
    public string Folder(CancellationToken cancellation)
    {
        if (instead is not null) return instead;

        switch (set.Checkpoint)
        {
            case "synthetic":
                if (_temporary is null)
                {
                    _temporary = Directory.CreateTempSubdirectory("fgclip-synthetic-").FullName;
                    SyntheticCheckpoint.WriteFromSet(set.Folder, Path.Combine(_temporary, "checkpoint"), null, cancellation);
                }

                return Path.Combine(_temporary, "checkpoint");

            case { } path when !path.StartsWith("hub:", StringComparison.Ordinal):
                return Path.GetFullPath(Path.Combine(set.Folder, path));

            default:
                throw new FgClipException(
                    FgClipErrorKind.Argument,
                    "the set's checkpoint is not a folder",
                    set.Name,
                    got: set.Checkpoint ?? "none",
                    remedy: "Name a checkpoint folder on the command line.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_temporary is not null) Directory.Delete(_temporary, recursive: true);
    }
}
