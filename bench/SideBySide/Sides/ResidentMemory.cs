using System.Globalization;

namespace SideBySide.Sides;

/// <summary>How far this process's resident memory rises, as Linux counts it.</summary>
internal sealed class ResidentMemory
{
    private const string Status = "/proc/self/status";

    private readonly double _before;

    private ResidentMemory(double before) => _before = before;

    /// <summary>Begins to watch; null where the system does not tell.</summary>
    public static ResidentMemory? Start()
    {
        if (!File.Exists(Status)) return null;
        File.WriteAllText("/proc/self/clear_refs", "5"); // sets the peak back to what is resident now
        return new ResidentMemory(Megabytes("VmRSS:"));
    }

    /// <summary>The peak since then, less what was resident then.</summary>
    public double PeakMegabytes() => Megabytes("VmHWM:") - _before;

    private static double Megabytes(string field)
    {
        var line = File.ReadLines(Status).First(line => line.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
