using System.Text.Json.Serialization;

namespace FgClip.Mcp.Results;

/// <summary>What every answer carries beside its results.</summary>
internal abstract record Answer
{
    /// <summary>The checkpoint's name.</summary>
    [JsonPropertyOrder(-10)]
    public required string Model { get; init; }

    /// <summary>What matrix products were computed in: float32, float16 or bfloat16.</summary>
    [JsonPropertyOrder(-9)]
    public required string Precision { get; init; }

    /// <summary>The patch budget of the picture; null where no picture or several budgets were used.</summary>
    [JsonPropertyOrder(-8)]
    public int? MaxPatches { get; init; }

    /// <summary>What the checkpoint knows, where its card says so.</summary>
    [JsonPropertyOrder(-7)]
    public string? Domain { get; init; }

    /// <summary>The checkpoint is a demonstration.</summary>
    [JsonPropertyOrder(-6)]
    public bool Demonstration { get; init; }

    /// <summary>What the caller should know about this answer.</summary>
    [JsonPropertyOrder(-5)]
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The answer in one sentence.</summary>
    [JsonPropertyOrder(-4)]
    public required string Summary { get; init; }
}
