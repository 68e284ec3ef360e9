namespace FgClip.Mcp.Cli;

/// <summary>The rate of a transfer over its last seconds, and the time that the rest will take at that rate.</summary>
internal sealed class TransferRate(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Queue<(long Stamp, long Bytes)> _samples = new();

    /// <summary>Takes what is there now.</summary>
    /// <returns>Bytes a second and the time left; null before there is anything to tell from.</returns>
    public (double BytesPerSecond, TimeSpan Left)? Add(long bytes, long total)
    {
        var now = time.GetTimestamp();
        _samples.Enqueue((now, bytes));
        while (_samples.Count > 2 && time.GetElapsedTime(_samples.Peek().Stamp, now) > Window) _samples.Dequeue();

        var (stamp, first) = _samples.Peek();
        var seconds = time.GetElapsedTime(stamp, now).TotalSeconds;
        if (seconds < 0.5 || bytes <= first) return null;

        var rate = (bytes - first) / seconds;
        return (rate, TimeSpan.FromSeconds(Math.Min((total - bytes) / rate, TimeSpan.FromDays(99).TotalSeconds)));
    }
}
