using FgClip.Inference.Jobs;

namespace FgClip.Encoding.Caching;

/// <summary>
/// Features of pictures. Each part is an entry of its own: image features are small and outlast the dense maps, which
/// are large. Thread-safe.
/// </summary>
internal sealed class PictureCache(long maxBytes)
{
    /// <summary>What an entry holds beside its values: key, nodes, objects.</summary>
    private const long EntryBytes = 400;

    private readonly FeatureCache<(PictureKey Key, ImageParts Part), float[]> _features = new(
        maxBytes, static (_, feature) => (feature.LongLength * sizeof(float)) + EntryBytes);

    private readonly CacheCounters _counters = new("pictures");

    public CacheStatus Status => _counters.With(_features.Size, maxBytes);

    /// <summary>The parts that are known, and those that have to be computed; a hit where there are none.</summary>
    public (PictureFeatures Known, ImageParts Missing) Find(PictureKey key, ImageParts parts)
    {
        ImageParts missing = 0;
        var known = new PictureFeatures(Get(ImageParts.Image), Get(ImageParts.Dense));
        if (missing == 0) _counters.Hit();
        return (known, missing);

        float[]? Get(ImageParts part)
        {
            if (!parts.HasFlag(part)) return null;
            if (_features.TryGet((key, part), out var feature)) return feature;

            missing |= part;
            return null;
        }
    }

    /// <summary>Remembers what was computed.</summary>
    public void Add(PictureKey key, PictureFeatures features)
    {
        if (features.Dense is not null) _features.Add((key, ImageParts.Dense), features.Dense);
        if (features.Image is not null) _features.Add((key, ImageParts.Image), features.Image);
    }

    public void Missed() => _counters.Miss();

    public void Joined() => _counters.Join();
}
