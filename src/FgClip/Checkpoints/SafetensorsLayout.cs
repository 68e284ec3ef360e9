namespace FgClip.Checkpoints;

/// <summary>
/// Holds a header's tensors against the data: the format demands that they cover it from the first byte to the last,
/// without a hole and without sharing a byte.
/// </summary>
internal static class SafetensorsLayout
{
    /// <summary>Checks that <paramref name="entries"/> cover <paramref name="dataLength"/> bytes exactly.</summary>
    /// <exception cref="FgClipException">They do not; the error names the tensor.</exception>
    public static void Check(IEnumerable<SafetensorsEntry> entries, long dataLength, string file)
    {
        // Empty tensors sort before the one that starts at the same offset.
        var sorted = entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End).ToList();
        var last = sorted.MaxBy(entry => entry.End);
        if (last is not null && last.End > dataLength)
        {
            throw CheckpointError.Create(
                $"tensor {CheckpointError.Quote(last.Name)} lies beyond the end of the file",
                file,
                expected: $"{last.End} bytes of data",
                got: $"{dataLength}",
                remedy: "The file is cut short: download it again.");
        }

        long covered = 0;
        SafetensorsEntry? before = null;
        foreach (var entry in sorted)
        {
            if (entry.Begin > covered)
            {
                throw CheckpointError.Create(
                    $"there is a hole before tensor {CheckpointError.Quote(entry.Name)}",
                    file,
                    expected: $"data from offset {covered}",
                    got: $"{entry.Begin}");
            }

            if (entry.Begin < covered)
            {
                throw CheckpointError.Create(
                    $"tensors {CheckpointError.Quote(before!.Name)} and {CheckpointError.Quote(entry.Name)} overlap",
                    file,
                    expected: $"data from offset {covered}",
                    got: $"{entry.Begin}");
            }

            covered = entry.End;
            before = entry;
        }

        if (covered != dataLength)
        {
            throw CheckpointError.Create(
                "file goes on after the last tensor",
                file,
                expected: $"{covered} bytes of data",
                got: $"{dataLength}",
                remedy: "Download it again.");
        }
    }
}
