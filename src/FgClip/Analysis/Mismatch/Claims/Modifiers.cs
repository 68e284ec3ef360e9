namespace FgClip.Analysis.Mismatch.Claims;

/// <summary>What a noun phrase says of its noun, as it is read.</summary>
internal sealed class Modifiers
{
    public SlotWord? Count { get; set; }

    public SlotWord? Color { get; set; }

    public SlotWord? Size { get; set; }

    public List<SlotWord> Attributes { get; } = [];

    /// <summary>"a smiling woman".</summary>
    public List<SlotWord> Actions { get; } = [];

    /// <summary>Something stands before the noun besides an article.</summary>
    public bool Any => Count is not null || Describes;

    /// <summary>An adjective stands there.</summary>
    public bool Describes => Color is not null || Size is not null || Attributes.Count > 0 || Actions.Count > 0;

    /// <summary>Takes an adjective; a second colour or size is an attribute.</summary>
    public void Add(ClaimKind kind, SlotWord word)
    {
        switch (kind)
        {
            case ClaimKind.Color when Color is null:
                Color = word;
                break;
            case ClaimKind.Size when Size is null:
                Size = word;
                break;
            default:
                Attributes.Add(word);
                break;
        }
    }
}
