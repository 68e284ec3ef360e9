namespace FgClip.Inference.Jobs;

/// <summary>How fast this machine runs this model, from the runs so far, the recent ones most. Thread-safe.</summary>
internal sealed class SpeedMeter
{
    /// <summary>Shorter runs tell more about their overhead.</summary>
    private const double ShortestSeconds = 0.01;

    /// <summary>A run as long as this counts as much as all before it.</summary>
    private const double HalfSeconds = 1.0;

    private readonly Lock _lock = new();
    private double _perSecond;

    /// <summary>Floating-point operations a second; null before anything was measured.</summary>
    public double? PerSecond
    {
        get
        {
            lock (_lock) return _perSecond > 0 ? _perSecond : null;
        }
    }

    /// <summary>Takes a run into account.</summary>
    public void Add(double work, double seconds)
    {
        lock (_lock)
        {
            if (work <= 0 || seconds <= 0 || (seconds < ShortestSeconds && _perSecond > 0)) return;

            var share = _perSecond > 0 ? seconds / (seconds + HalfSeconds) : 1;
            _perSecond += share * ((work / seconds) - _perSecond);
        }
    }
}
