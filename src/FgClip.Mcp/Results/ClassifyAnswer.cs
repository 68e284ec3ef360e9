namespace FgClip.Mcp.Results;

/// <summary>Labels of a picture or of its boxes.</summary>
internal sealed record ClassifyAnswer : Answer
{
    /// <summary>Best first; with boxes, box after box.</summary>
    public required IReadOnlyList<LabelResult> Results { get; init; }

    /// <summary>The templates that the labels were put in.</summary>
    public required IReadOnlyList<string> Templates { get; init; }
}

/// <summary>One label; box null for the whole picture. Scores as in <see cref="FgClip.Analysis.Classification.LabelScore"/>.</summary>
internal sealed record LabelResult(
    LabelBox? Box, int Index, string Label, float Cosine, float? Logit, double? Probability, double Share, bool Truncated);

/// <summary>The box that was classified, by its place in the caller's list, in pixels of the picture.</summary>
internal sealed record LabelBox(int Index, double X1, double Y1, double X2, double Y2);
