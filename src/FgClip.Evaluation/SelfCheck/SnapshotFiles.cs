using FgClip.Checkpoints.Hub;

namespace FgClip.Evaluation.SelfCheck;

/// <summary>Compares the files of a hub's snapshot with the hashes that their blobs are named after.</summary>
internal static class SnapshotFiles
{
    /// <summary>Hashes every file that has a recorded hash.</summary>
    public static (SelfCheckOutcome Outcome, string Detail) Check(string folder, CancellationToken cancellation)
    {
        var (good, unknown) = (0, 0);
        var wrong = new List<string>();
        long bytes = 0;
        foreach (var path in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            var blob = SnapshotContent.Target(path);
            if (blob is null || !BlobHash.IsHash(Path.GetFileName(blob)))
            {
                unknown++;
                continue;
            }

            if (!File.Exists(blob))
            {
                wrong.Add($"{name} is gone");
                continue;
            }

            using var file = File.OpenHandle(blob, options: FileOptions.SequentialScan);
            var length = RandomAccess.GetLength(file);
            var want = Path.GetFileName(blob);
            if (BlobHash.Compute(want, file, length, null, cancellation) == want) good++;
            else wrong.Add($"{name} is not {want}");
            bytes += length;
        }

        if (wrong.Count > 0)
        {
            return (SelfCheckOutcome.Failed, $"{string.Join(", ", wrong)}. Remove the model and pull it again.");
        }

        return good == 0
            ? (SelfCheckOutcome.Skipped, "the folder is no snapshot of a hub's cache: no hashes are recorded for its files")
            : (SelfCheckOutcome.Passed, $"{good} files, {bytes / 1_000_000} MB, have their hashes{(unknown > 0 ? $"; {unknown} have none recorded" : "")}");
    }
}
