namespace FgClip.Analysis.Mismatch.Claims.English;

/// <summary>What a noun names.</summary>
internal enum NounClass
{
    Thing,

    /// <summary>The picture itself.</summary>
    Picture,

    /// <summary>Its background.</summary>
    Background,

    /// <summary>Things of any kind: "objects".</summary>
    Anything,

    /// <summary>Nothing that can be seen as a thing: "freedom".</summary>
    Abstract,

    /// <summary>Weather, time of day: "a sunny day".</summary>
    Scene,
}

/// <summary>A noun phrase: (determiner | number)? adjective* noun.</summary>
/// <param name="Mention">The thing.</param>
/// <param name="Next">The token behind it.</param>
/// <param name="Class">What the noun names.</param>
/// <param name="Definite">It may have been named before.</param>
/// <param name="First">Its first token.</param>
internal sealed record EnglishPhrase(ThingMention Mention, int Next, NounClass Class, bool Definite, int First)
{
    /// <summary>What owns it: "the girl's" of "the girl's bicycle".</summary>
    public EnglishPhrase? Owner { get; init; }

    /// <summary>The 's.</summary>
    public TextSpan? OwnerSlot { get; init; }

    /// <summary>Things that share the noun: "a red" of "a red and a blue ball".</summary>
    public IReadOnlyList<ThingMention> Sharing { get; init; } = [];

    /// <summary>The noun as a value of its own where it is a scene.</summary>
    public SlotWord? Scene { get; init; }
}
