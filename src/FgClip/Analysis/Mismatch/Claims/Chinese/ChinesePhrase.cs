namespace FgClip.Analysis.Mismatch.Claims.Chinese;

/// <summary>Something that a phrase says of its noun besides colour, size and attributes.</summary>
/// <param name="Kind">Relation, position, action; other for a denial.</param>
/// <param name="Slot">Its words.</param>
/// <param name="Object">The other thing; null where there is none.</param>
internal sealed record ChineseSaying(ClaimKind Kind, SlotWord Slot, ChinesePhrase? Object = null);

/// <summary>A Chinese noun phrase: (number measure)? (adjective 的? | clause 的 | owner 的)* noun.</summary>
/// <param name="Mention">The thing.</param>
/// <param name="Next">The word behind it.</param>
/// <param name="First">Its first word.</param>
/// <param name="Introduced">A number and a measure word introduce it; otherwise it may have been named before.</param>
internal sealed record ChinesePhrase(ThingMention Mention, int Next, int First, bool Introduced)
{
    /// <summary>What else the phrase says of it.</summary>
    public IReadOnlyList<ChineseSaying> Sayings { get; init; } = [];

    /// <summary>Things named in a list with it: "衬衫和裤子" before the noun that they belong to.</summary>
    public IReadOnlyList<ChinesePhrase> Also { get; init; } = [];
}
