using System.Diagnostics;
using FgClip.Tests.Checkpoints.Hub.Server;

namespace FgClip.Mcp.Tests.Hub;

/// <summary>The built program in a process of its own, with a cache and a hub of the test's: never those of the user.</summary>
internal sealed class HubProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _out;
    private readonly Task<string> _error;

    private HubProcess(Process process)
    {
        _process = process;
        _out = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    public static HubProcess Start(FakeHub hub, string home, IReadOnlyDictionary<string, string>? variables, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "fgclip.exe" : "fgclip");
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        string[] foreign = [.. start.Environment.Keys.Where(key =>
            key.StartsWith("HF_", StringComparison.Ordinal) || key.StartsWith("HUGGING", StringComparison.Ordinal)
            || key.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase) || key == "FGCLIP_MODEL")];
        foreach (var name in foreign) start.Environment.Remove(name);
        start.Environment["HF_HOME"] = home;
        start.Environment["HF_ENDPOINT"] = hub.Endpoint.AbsoluteUri;
        foreach (var (name, value) in variables ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new HubProcess(process);
    }

    public static async Task<CommandRun> RunAsync(FakeHub hub, string home, params string[] arguments)
    {
        using var process = Start(hub, home, null, arguments);
        return await process.EndAsync();
    }

    /// <summary>Ends it at once, without a chance to tidy up.</summary>
    public void Kill() => _process.Kill();

    public async Task<CommandRun> EndAsync()
    {
        await _process.WaitForExitAsync();
        return new CommandRun(_process.ExitCode, await _out, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
