using System.Globalization;

namespace FgClip.Inference;

/// <summary>How many threads computing alone keep the processor busy.</summary>
internal static class ProcessorCores
{
    private const string Folder = "/sys/devices/system/cpu";

    /// <summary>
    /// Physical cores that this process may use: two threads of one core share what computes. Where the system does not
    /// tell which belong together, every one counts.
    /// </summary>
    public static int Physical { get; } = Math.Min(Environment.ProcessorCount, Count(Folder) ?? int.MaxValue);

    /// <summary>Cores as Linux tells them; null where it does not.</summary>
    /// <param name="folder">Has a folder <c>cpu0</c>, <c>cpu1</c>… a thread.</param>
    internal static int? Count(string folder)
    {
        if (!Directory.Exists(folder)) return null;

        try
        {
            var cores = Directory.EnumerateDirectories(folder, "cpu*")
                .Where(path => int.TryParse(Path.GetFileName(path)[3..], NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Select(path => Path.Combine(path, "topology", "thread_siblings_list"))
                .Where(File.Exists)
                .Select(File.ReadAllText)
                .Distinct()
                .Count();
            return cores > 0 ? cores : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
