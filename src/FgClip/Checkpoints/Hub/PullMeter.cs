namespace FgClip.Checkpoints.Hub;

/// <summary>Counts the bytes of a pull and tells of them, at most some times a second. Thread-safe.</summary>
internal sealed class PullMeter(IProgress<PullProgress>? progress, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private long _there;
    private long _total;
    private long _fetched;
    private long _told;

    /// <summary>Bytes that came over the network.</summary>
    public long Fetched
    {
        get
        {
            lock (_lock) return _fetched;
        }
    }

    /// <summary>More bytes belong to the model.</summary>
    public void Expect(long bytes)
    {
        lock (_lock) _total += bytes;
    }

    /// <summary>Bytes that were there before.</summary>
    public void Had(long bytes)
    {
        lock (_lock) _there += bytes;
    }

    /// <summary>Bytes came; <paramref name="lacking"/> of them were lacking.</summary>
    public void Received(int bytes, long lacking, string file)
    {
        lock (_lock)
        {
            _fetched += bytes;
            _there += lacking;
            if (IsTime(_there >= _total)) progress?.Report(new PullProgress(PullStage.Fetching, file, _there, _total));
        }
    }

    /// <summary>A file is checked so far.</summary>
    public void Hashed(long bytes, HubFile file)
    {
        lock (_lock)
        {
            if (IsTime(bytes >= file.Bytes)) progress?.Report(new PullProgress(PullStage.Checking, file.Name, bytes, file.Bytes));
        }
    }

    /// <summary>Something that a person should know.</summary>
    public void Note(string note)
    {
        lock (_lock) progress?.Report(new PullProgress(PullStage.Fetching, "", _there, _total, note));
    }

    private bool IsTime(bool isLast)
    {
        var now = time.GetTimestamp();
        if (!isLast && _told != 0 && time.GetElapsedTime(_told, now) < Interval) return false;

        _told = now;
        return true;
    }
}
