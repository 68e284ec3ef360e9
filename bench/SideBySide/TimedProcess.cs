using System.ComponentModel;
using System.Diagnostics;
using SideBySide.Sides;

namespace SideBySide;

/// <summary>A program from its start to its end.</summary>
internal static class TimedProcess
{
    /// <summary>Milliseconds, and what it wrote to standard output.</summary>
    /// <exception cref="SideFailedException">It is not there, or ends with an error.</exception>
    public static (double Milliseconds, string Output) Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var begin = Stopwatch.GetTimestamp();
        using var process = Start(start);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var elapsed = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        return process.ExitCode == 0
            ? (elapsed, output)
            : throw new SideFailedException($"{Path.GetFileName(program)} ended with {process.ExitCode}: {errors.GetAwaiter().GetResult().Trim()}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new SideFailedException($"{start.FileName} could not be started: {error.Message}");
        }
    }
}
