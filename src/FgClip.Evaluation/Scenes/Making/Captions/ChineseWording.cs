namespace FgClip.Evaluation.Scenes.Making.Captions;

/// <summary>Drafts in Chinese.</summary>
internal static class ChineseWording
{
    /// <summary>What a caption without a background may start with.</summary>
    public const string Frame = "一张图片，";

    private static readonly string[] Numbers = ["", "一", "两", "三", "四"];

    /// <summary>The caption.</summary>
    /// <param name="draft">What it says.</param>
    /// <param name="framed">It starts with <see cref="Frame"/>.</param>
    public static string Write(CaptionDraft draft, bool framed)
    {
        var things = draft.Relation is { } relation
            ? $"{Phrase(draft.Mentions[0])}在{Phrase(draft.Mentions[1])}的{Word(relation)}"
            : string.Join('和', draft.Mentions.Select(mention => Phrase(mention, draft.Count)));
        if (draft.Position is { } position) things = $"图片{Word(position)}有{things}";
        if (draft.Background is { } background) things = $"{background.Chinese}背景上的{things}";
        return framed ? Frame + things : things;
    }

    /// <summary>A thing, or several of it, with all that is said of it.</summary>
    public static string Phrase(Mention mention, int count = 1)
    {
        var size = mention.Size switch { "small" => "小的", "large" => "大的", _ => "" };
        var color = mention.Color is null ? "" : mention.Color.Chinese + "的";
        return $"{Numbers[count]}{mention.Thing.Measure}{size}{color}{mention.Thing.Chinese}";
    }

    /// <summary>A sentence about the background, one with a list of all things, and one about how two of them stand.</summary>
    public static string Paragraph(
        SceneColor background, IReadOnlyList<(Mention Mention, ScenePosition Position)> things, (SceneThing, SceneThing, SceneRelation)? relation)
    {
        var list = string.Join('，', things.Select(thing => $"{Phrase(thing.Mention)}，位于{Word(thing.Position)}"));
        var text = $"这张图片的背景是{background.Chinese}。图中有{Numbers[things.Count]}个物体：{list}。";
        return relation is var (first, second, how) ? $"{text}{first.Chinese}在{second.Chinese}的{Word(how)}。" : text;
    }

    private static string Word(ScenePosition position) => position switch
    {
        ScenePosition.Left => "左侧",
        ScenePosition.Right => "右侧",
        ScenePosition.Top => "顶部",
        ScenePosition.Bottom => "底部",
        _ => "中间",
    };

    private static string Word(SceneRelation relation) => relation switch
    {
        SceneRelation.Left => "左边",
        SceneRelation.Right => "右边",
        SceneRelation.Above => "上方",
        _ => "下方",
    };
}
