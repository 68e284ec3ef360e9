using System.Diagnostics;
using System.Text.Json;

namespace SideBySide.Sides;

/// <summary>One side in a process of its own, which sleeps while another one is asked.</summary>
internal sealed class SideProcess : IDisposable
{
    private readonly string _name;
    private readonly Process _process;

    /// <summary>Starts this program again as side <paramref name="name"/>.</summary>
    public SideProcess(string name, string folder, int? threads)
    {
        _name = name;
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(name);
        start.ArgumentList.Add(folder);
        if (threads is { } count) start.ArgumentList.Add($"{count}");
        _process = Process.Start(start)!;
    }

    /// <exception cref="SideFailedException">The side reports an error or has ended.</exception>
    public SideAnswer Ask(SideCommand command)
    {
        SideAnswer? answer = null;
        try
        {
            _process.StandardInput.WriteLine(JsonSerializer.Serialize(command));
            _process.StandardInput.Flush();
            if (_process.StandardOutput.ReadLine() is { } line) answer = JsonSerializer.Deserialize<SideAnswer>(line);
        }
        catch (IOException)
        {
            // it has ended; said below
        }

        if (answer is { Error: null }) return answer;
        throw new SideFailedException($"{_name} could not do '{command.Do} {command.Work}': {answer?.Error ?? "its process ended"}");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}

/// <summary>A side could not do what it was asked.</summary>
internal sealed class SideFailedException(string message) : Exception(message);
