namespace FgClip.Tests.Tokenization;

/// <summary>Damages files for fuzz tests.</summary>
internal static class DamagedBytes
{
    /// <summary>The bytes with one change: a byte replaced, a stretch cut out, a byte put in, a stretch repeated, or the end cut off.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="change">Which change, 0 to 4; where; of how many bytes; with which value.</param>
    public static byte[] Of(byte[] data, (int Kind, int Place, int Length, byte Value) change)
    {
        var (kind, place, length, value) = change;
        place = Math.Min(place, data.Length);
        var end = Math.Min(data.Length, place + length);
        return kind switch
        {
            0 => [.. data[..place], value, .. data[Math.Min(data.Length, place + 1)..]],
            1 => [.. data[..place], .. data[end..]],
            2 => [.. data[..place], value, .. data[place..]],
            3 => [.. data[..end], .. data[place..]],
            _ => data[..place],
        };
    }
}
