using System.Diagnostics;
using System.Globalization;

namespace FgClip.Mcp.Cli;

/// <summary>Tells on standard error how far a long piece of work is: a line for every five per cent, with the time left.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="what">What is worked on: <c>the picture</c>.</param>
internal sealed class WorkProgress(Terminal terminal, string what) : IProgress<double>
{
    private readonly Lock _lock = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private int _told;

    public void Report(double value)
    {
        lock (_lock)
        {
            var percent = (int)(value * 20) * 5;
            if (percent <= _told) return;

            _told = percent;
            var left = Stopwatch.GetElapsedTime(_start).TotalSeconds / value * (1 - value);
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fgclip: {percent} % of {what}, about {left:F0} s left"));
        }
    }
}
