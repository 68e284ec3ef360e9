namespace FgClip.Evaluation.Scenes.Making.Captions;

/// <summary>Drafts in English.</summary>
internal static class EnglishWording
{
    private static readonly string[] Numbers = ["", "one", "two", "three", "four"];

    /// <summary>Words that a caption without a background may start with.</summary>
    public static IReadOnlyList<string> Frames { get; } = ["a photo of", "a picture of", "there is"];

    /// <summary>The caption.</summary>
    /// <param name="draft">What it says.</param>
    /// <param name="frame">One of <see cref="Frames"/>, or null for none.</param>
    public static string Write(CaptionDraft draft, string? frame)
    {
        var things = draft.Relation is { } relation
            ? $"{Phrase(draft.Mentions[0])} {Word(relation)} {Phrase(draft.Mentions[1])}"
            : string.Join(" and ", draft.Mentions.Select(mention => Phrase(mention, draft.Count)));
        if (draft.Position is { } position) things += $" {Word(position)}";
        if (draft.Background is { } background) things += $" on {Article(background.English)} {background.English} background";
        return frame is null ? things : $"{(draft.Count > 1 && frame == "there is" ? "there are" : frame)} {things}";
    }

    /// <summary>A thing, or several of it, with all that is said of it.</summary>
    public static string Phrase(Mention mention, int count = 1)
    {
        string?[] words = [mention.Size, mention.Color?.English, count > 1 ? mention.Thing.Plural : mention.Thing.English];
        var noun = string.Join(' ', words.Where(word => word is not null));
        return $"{(count > 1 ? Numbers[count] : Article(noun))} {noun}";
    }

    /// <summary>A sentence about the background, one with a list of all things, and one about how two of them stand.</summary>
    public static string Paragraph(
        SceneColor background, IReadOnlyList<(Mention Mention, ScenePosition Position)> things, (SceneThing, SceneThing, SceneRelation)? relation)
    {
        var list = string.Join(", ", things.Select(thing => $"{Phrase(thing.Mention)} {Word(thing.Position)}"));
        var text = $"the image has a {background.English} background. there {(things.Count == 1 ? "is one object" : $"are {Numbers[things.Count]} objects")}: {list}.";
        return relation is var (first, second, how) ? $"{text} the {first.English} is {Word(how)} the {second.English}." : text;
    }

    private static string Article(string next) => "aeiou".Contains(next[0], StringComparison.Ordinal) ? "an" : "a";

    private static string Word(ScenePosition position) => position switch
    {
        ScenePosition.Left => "on the left",
        ScenePosition.Right => "on the right",
        ScenePosition.Top => "at the top",
        ScenePosition.Bottom => "at the bottom",
        _ => "in the middle",
    };

    private static string Word(SceneRelation relation) => relation switch
    {
        SceneRelation.Left => "to the left of",
        SceneRelation.Right => "to the right of",
        SceneRelation.Above => "above",
        _ => "below",
    };
}
