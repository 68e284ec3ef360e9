using System.Globalization;

namespace SideBySide;

/// <summary>How much of the processor was taken by something else meanwhile, which the times show; as Linux counts it.</summary>
internal sealed class OtherWork
{
    private const string AllProcesses = "/proc/stat";
    private const string ThisProcess = "/proc/self/stat";

    private readonly (double Busy, double Idle) _processor = Processor();
    private readonly double _ours = Ours();

    /// <summary>Begins to watch; null where the system does not tell.</summary>
    public static OtherWork? Start() => File.Exists(AllProcesses) && File.Exists(ThisProcess) ? new OtherWork() : null;

    /// <summary>The part of the processor, 0 to 1, that others had since then. Only processes of ours that have ended are known as ours.</summary>
    public double Share()
    {
        var (busy, idle) = Processor();
        double taken = busy - _processor.Busy, free = idle - _processor.Idle;
        return Math.Clamp((taken - (Ours() - _ours)) / (taken + free), 0, 1);
    }

    // user, nice, system, idle, iowait, irq, softirq, steal: of all cores, in ticks
    private static (double Busy, double Idle) Processor()
    {
        var ticks = File.ReadLines(AllProcesses).First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9].Select(Number).ToArray();
        var idle = ticks[3] + ticks[4];
        return (ticks.Sum() - idle, idle);
    }

    // utime, stime and those of ended children; the name before them may contain spaces, but ends with the last parenthesis
    private static double Ours()
    {
        var stat = File.ReadAllText(ThisProcess);
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[11..15].Sum(Number);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
