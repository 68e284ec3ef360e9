using System.Diagnostics;
using System.Globalization;
using SideBySide.Sides;

namespace SideBySide;

/// <summary>Pillow in a process of its own, which decodes and resizes one picture whenever it is asked.</summary>
internal sealed class PillowProcess : IDisposable
{
    private readonly Process _process;

    /// <exception cref="SideFailedException">There is no such Python.</exception>
    public PillowProcess(string python, string picture, int width, int height)
    {
        if (!File.Exists(python)) throw Missing($"there is no {python}");
        var script = Path.Combine(AppContext.BaseDirectory, "pillow_side.py");
        _process = Process.Start(new ProcessStartInfo(python, [script, picture, $"{width}", $"{height}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Milliseconds of either step and the digest of the resized bytes.</summary>
    /// <exception cref="SideFailedException">The process has ended, which it does where Pillow is not installed.</exception>
    public (double Decode, double Resize, string Digest) Turn()
    {
        try
        {
            _process.StandardInput.WriteLine();
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // it has ended; said below
        }

        if (_process.StandardOutput.ReadLine() is not { } line) throw Missing("it ended");
        var parts = line.Split(' ');
        return (double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
    }

    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // the pipe is broken because the process has ended
        }

        _process.WaitForExit();
        _process.Dispose();
    }

    private static SideFailedException Missing(string what) => new($"Pillow could not run: {what}; on Debian: apt-get install python3-pil");
}
