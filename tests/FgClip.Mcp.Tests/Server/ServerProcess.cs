using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FgClip.Mcp.Resources;
using FgClip.Tests;

namespace FgClip.Mcp.Tests.Server;

/// <summary>The built program serving on stdio, spoken to line by line so that every byte of its output is seen.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly TemporaryFolder _data;

    private ServerProcess(Process process, TemporaryFolder data) => (_process, _data) = (process, data);

    /// <summary>Lines on standard error so far.</summary>
    public int ErrorLines { get; private set; }

    /// <summary>Starts it; its program lies beside the tests.</summary>
    public static ServerProcess Start(params string[] arguments)
    {
        var utf8 = new UTF8Encoding(false);
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "fgclip.exe" : "fgclip"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
        };
        var data = new TemporaryFolder();
        start.Environment[DataFolder.Variable] = data.Path;
        var server = new ServerProcess(Process.Start(start)!, data);
        server._process.ErrorDataReceived += (_, line) => server.ErrorLines += line.Data is null ? 0 : 1;
        server._process.BeginErrorReadLine();
        return server;
    }

    public async Task SendAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Sends a request.</summary>
    /// <returns>Its answer: a result or an error.</returns>
    public async Task<JsonObject> RequestAsync(int id, string method, string parameters)
    {
        await SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""");
        while (true)
        {
            var message = await ReadAsync();
            if (message["id"]?.GetValueKind() == JsonValueKind.Number && (int)message["id"]! == id) return message;
        }
    }

    /// <summary>Tells the client's name and waits for the server's.</summary>
    public async Task InitializeAsync()
    {
        await RequestAsync(0, "initialize", """{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}""");
        await SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
    }

    /// <summary>The next line of standard output, which must be a message of the protocol.</summary>
    public async Task<JsonObject> ReadAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the server closed its output");
        var message = Assert.IsType<JsonObject>(JsonNode.Parse(line));
        Assert.Equal("2.0", (string?)message["jsonrpc"]);
        Assert.True(message.ContainsKey("id") ? message.ContainsKey("result") ^ message.ContainsKey("error") : message.ContainsKey("method"), line);
        return message;
    }

    /// <summary>Resident memory in bytes; null where the system does not tell.</summary>
    public long? ResidentBytes()
    {
        var status = $"/proc/{_process.Id}/status";
        if (!File.Exists(status)) return null;

        var line = File.ReadLines(status).Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Files that are mapped into its memory, libraries among them; null where the system does not tell.</summary>
    public string? MappedFiles()
    {
        var maps = $"/proc/{_process.Id}/maps";
        return File.Exists(maps) ? File.ReadAllText(maps) : null;
    }

    /// <summary>Closes its input and waits for its end.</summary>
    /// <returns>What is left of its output, and its exit code.</returns>
    public async Task<(string Output, int ExitCode)> CloseAsync(CancellationToken cancellation)
    {
        _process.StandardInput.Close();
        var rest = await _process.StandardOutput.ReadToEndAsync(cancellation);
        await _process.WaitForExitAsync(cancellation);
        return (rest, _process.ExitCode);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _data.Dispose();
    }
}
