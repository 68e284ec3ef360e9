using System.Diagnostics.Metrics;
using FgClip.Inference.Timings;

namespace FgClip.Encoding.Caching;

/// <summary>
/// How often one cache helped; also as the counter <c>fgclip.cache.lookups</c> with the tags <c>cache</c> and
/// <c>outcome</c>. Thread-safe.
/// </summary>
/// <param name="cache">texts or pictures.</param>
internal sealed class CacheCounters(string cache)
{
    private static readonly Counter<long> Lookups = Instruments.Meter.CreateCounter<long>(
        "fgclip.cache.lookups", description: "Texts and pictures looked up in a cache of features.");

    private long _hits;
    private long _misses;
    private long _joined;

    public void Hit() => Count(ref _hits, "hit");

    public void Miss() => Count(ref _misses, "miss");

    public void Join() => Count(ref _joined, "joined");

    public CacheStatus With((int Entries, long Bytes) size, long maxBytes) => new(
        size.Entries, size.Bytes, maxBytes, Interlocked.Read(ref _hits), Interlocked.Read(ref _misses), Interlocked.Read(ref _joined));

    private void Count(ref long counter, string outcome)
    {
        Interlocked.Increment(ref counter);
        Lookups.Add(1, new KeyValuePair<string, object?>("cache", cache), new KeyValuePair<string, object?>("outcome", outcome));
    }
}
