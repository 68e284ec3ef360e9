using FgClip.Inference;

namespace FgClip.Evaluation.Golden;

/// <summary>What a verification runs.</summary>
public sealed record VerificationOptions
{
    /// <summary>One set, or a folder of sets.</summary>
    public required string Cases { get; init; }

    /// <summary>A checkpoint to use instead of the one that each set names; null: the sets' own.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>
    /// Files with the vocabularies of sets of kind tokens: tokenizer.json or tokenizer.model of FG-CLIP 2; tokenizer.json,
    /// vocab.json or merges of CLIP. Of several each set takes the one of its kind.
    /// </summary>
    public IReadOnlyList<string> Tokenizers { get; init; } = [];

    /// <summary>Device and threads.</summary>
    public InferenceOptions Inference { get; init; } = new();
}
