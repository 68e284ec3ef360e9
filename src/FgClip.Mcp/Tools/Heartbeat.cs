using System.Globalization;

namespace FgClip.Mcp.Tools;

/// <summary>
/// Reports that a call is still at work, each second in which it has reported nothing itself, so that hosts do not take a
/// long call for a dead one. Thread-safe.
/// </summary>
internal sealed class Heartbeat : IProgress<string>, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly IProgress<string> _inner;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly ITimer _timer;
    private string? _last;
    private bool _reported;
    private bool _over;

    public Heartbeat(IProgress<string> inner, TimeProvider time)
    {
        (_inner, _time, _started) = (inner, time, time.GetTimestamp());
        _timer = time.CreateTimer(static state => ((Heartbeat)state!).Beat(), this, Pause, Pause);
    }

    /// <inheritdoc/>
    public void Report(string value)
    {
        (_last, _reported) = (value, true);
        _inner.Report(value);
    }

    /// <summary>Ends it: progress after a call's answer would be a breach of the protocol.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _over, true);
        _timer.Dispose();
    }

    private void Beat()
    {
        if (Volatile.Read(ref _over)) return;
        if (Interlocked.Exchange(ref _reported, false)) return;

        var seconds = _time.GetElapsedTime(_started).TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
        _inner.Report(_last is null ? $"At work for {seconds} s." : $"{_last} At work for {seconds} s.");
    }
}
