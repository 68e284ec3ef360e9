namespace FgClip.Evaluation.Scenes.Making.Captions;

/// <summary>What a caption says, before it has words: one thing or several of a kind, or two things, and something about them.</summary>
internal sealed record CaptionDraft
{
    /// <summary>One or two things.</summary>
    public required IReadOnlyList<Mention> Mentions { get; init; }

    /// <summary>How many there are of the only thing, 1 to 4.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Where in the picture the only thing is; null where that is not said.</summary>
    public ScenePosition? Position { get; init; }

    /// <summary>How the first thing stands to the second; null where they are only listed.</summary>
    public SceneRelation? Relation { get; init; }

    /// <summary>The colour of the background; null where that is not said.</summary>
    public SceneColor? Background { get; init; }

    /// <summary>The same with another thing in a place.</summary>
    public CaptionDraft With(int index, Mention mention) =>
        this with { Mentions = [.. Mentions.Select((old, i) => i == index ? mention : old)] };
}
