using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Tools;

/// <summary>Sends progress notifications of one call; each counts one more than the last.</summary>
internal sealed class ToolProgress(McpServer server, ProgressToken token) : IProgress<string>
{
    private int _count;

    public void Report(string value) => _ = server.NotifyProgressAsync(
        token, new ProgressNotificationValue { Progress = Interlocked.Increment(ref _count), Message = value });
}

/// <summary>For callers that asked for no progress.</summary>
internal sealed class NoProgress : IProgress<string>
{
    public static NoProgress Instance { get; } = new();

    public void Report(string value)
    {
    }
}
