namespace FgClip.Encoding;

/// <summary>A cache of features, at one moment.</summary>
/// <param name="Entries">Features in it.</param>
/// <param name="Bytes">Memory they hold.</param>
/// <param name="MaxBytes">Memory they may hold; 0 where the cache is off.</param>
/// <param name="Hits">Texts or pictures that needed no computation so far, because they were remembered.</param>
/// <param name="Misses">Texts or pictures that were computed so far.</param>
/// <param name="Joined">Texts or pictures that waited for another caller's computation so far.</param>
public sealed record CacheStatus(int Entries, long Bytes, long MaxBytes, long Hits, long Misses, long Joined);
