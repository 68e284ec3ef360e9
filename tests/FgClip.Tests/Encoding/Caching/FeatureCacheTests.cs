using FgClip.Encoding.Caching;

namespace FgClip.Tests.Encoding.Caching;

public class FeatureCacheTests
{
    private readonly FeatureCache<string, int[]> _cache = new(100, static (_, value) => value.Length * 10);

    [Fact]
    public void The_least_recently_used_go_when_bytes_run_out()
    {
        _cache.Add("a", new int[4]);
        _cache.Add("b", new int[4]);
        Assert.True(_cache.TryGet("a", out _)); // now b is the oldest
        _cache.Add("c", new int[5]);

        Assert.False(_cache.TryGet("b", out _));
        Assert.True(_cache.TryGet("a", out _));
        Assert.Equal((2, 90L), _cache.Size);
    }

    [Fact]
    public void A_value_larger_than_the_cache_drives_nothing_out()
    {
        _cache.Add("a", new int[4]);
        _cache.Add("large", new int[11]);

        Assert.True(_cache.TryGet("a", out _));
        Assert.False(_cache.TryGet("large", out _));
    }

    [Fact]
    public void A_value_added_again_counts_once()
    {
        _cache.Add("a", new int[4]);
        var last = new int[6];
        _cache.Add("a", last);

        Assert.Equal((1, 60L), _cache.Size);
        Assert.True(_cache.TryGet("a", out var got));
        Assert.Same(last, got);
    }

    [Fact]
    public void A_cache_of_no_bytes_keeps_nothing()
    {
        var off = new FeatureCache<string, int[]>(0, static (_, value) => value.Length);
        off.Add("a", [1]);

        Assert.False(off.TryGet("a", out _));
    }

    [Fact]
    public void Many_threads_leave_it_consistent()
    {
        Parallel.For(0, 10_000, number =>
        {
            var key = $"{number % 37}";
            if (_cache.TryGet(key, out var known)) Assert.Equal(number % 37 % 5, known.Length);
            else _cache.Add(key, new int[number % 37 % 5]);
        });

        var (entries, bytes) = _cache.Size;
        var kept = Enumerable.Range(0, 37).Where(key => _cache.TryGet($"{key}", out _)).ToArray();
        Assert.Equal(entries, kept.Length);
        Assert.Equal(bytes, kept.Sum(key => key % 5 * 10));
        Assert.InRange(bytes, 1, 100);
    }
}
