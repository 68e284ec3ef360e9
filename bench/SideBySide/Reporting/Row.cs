using System.Text.Json.Serialization;

namespace SideBySide.Reporting;

/// <summary>One line of the table. Times are medians in milliseconds, memory in megabytes of 10⁶ bytes.</summary>
internal sealed record Row(
    [property: JsonPropertyName("work")] string Work,
    [property: JsonPropertyName("ours_ms")] double OursMs,
    [property: JsonPropertyName("peer_ms")] double PeerMs,
    [property: JsonPropertyName("note")] string Note)
{
    /// <summary>Below 1 ours is faster.</summary>
    [JsonPropertyName("ratio")]
    public double Ratio => Math.Round(OursMs / PeerMs, 3);

    /// <summary>Ours by graphs in ONNX Runtime, which other devices and precisions use.</summary>
    [JsonPropertyName("ours_graphs_ms")]
    public double? GraphsMs { get; init; }

    /// <summary>The peer padded to the budget with a mask, as the official code calls it.</summary>
    [JsonPropertyName("peer_padded_ms")]
    public double? PeerPaddedMs { get; init; }

    /// <summary>The peer in bfloat16.</summary>
    [JsonPropertyName("peer_bf16_ms")]
    public double? PeerBfloat16Ms { get; init; }

    /// <summary>Peak resident memory of one run above what our process had after loading.</summary>
    [JsonPropertyName("ours_peak_mb")]
    public double? OursPeakMb { get; init; }

    /// <summary>The same of the peer.</summary>
    [JsonPropertyName("peer_peak_mb")]
    public double? PeerPeakMb { get; init; }
}
