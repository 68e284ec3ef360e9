namespace FgClip.Evaluation.Scenes.Making.Captions;

/// <summary>Makes pairs of a right and a wrong caption that differ in one kind of claim.</summary>
/// <param name="plan">The scene.</param>
/// <param name="random">Draws the lots.</param>
internal sealed class PairMaker(ScenePlan plan, SceneRandom random)
{
    private const int Pairs = 4;

    /// <summary>A kind for which so many lots gave no pair is left out.</summary>
    private const int Tries = 24;

    /// <summary>Single things whose number is a pair.</summary>
    private const double CountsOfOne = 0.29;

    private const double PlainEnglish = 0.7;
    private const double FramedChinese = 0.2;

    private readonly SceneTruth _truth = new(plan);
    private readonly DraftMaker _drafts = new(plan, random);

    /// <summary>At most four pairs, each of another kind.</summary>
    public IReadOnlyList<SceneMismatch> Make()
    {
        var left = Weights().Where(weight => weight.Weight > 0).ToDictionary(weight => weight.Kind, weight => weight.Weight);
        var pairs = new List<SceneMismatch>();
        while (pairs.Count < Pairs && left.Count > 0)
        {
            var kind = random.Choose([.. left.Select(weight => (weight.Value, weight.Key))]);
            left.Remove(kind);
            if (Pair(kind) is { } pair) pairs.Add(pair);
        }

        return pairs;
    }

    // How willingly a kind is taken. Relations and bindings are rare among what scenes allow, so they come first.
    private (string Kind, double Weight)[] Weights() =>
        plan.IsGroup ? [("count", 1000), ("color", 3.2), ("thing", 2.6), ("background", 1.4), ("size", 1.2)]
        : plan.Things.Count == 1
            ? [("count", random.Chance(CountsOfOne) ? 1000 : 0), ("color", 12), ("thing", 8), ("size", 3.4), ("background", 2.4), ("position", 1.6)]
            : [("relation", 16), ("binding", 9), ("position", 3.4), ("size", 1.9), ("color", 1.5), ("thing", 1), ("background", 0.55)];

    private SceneMismatch? Pair(string kind)
    {
        for (var i = 0; i < Tries; i++)
        {
            if (_drafts.Draft(_drafts.Form(kind)) is not { } right) continue;
            right = right with { Background = kind == "background" ? plan.Background : _drafts.Background() };
            if (Change(kind, right) is not var (asked, wrong) || !_truth.IsRight(asked) || !_truth.IsWrong(wrong, countsOne: kind == "count")) continue;
            return new SceneMismatch(kind, English(asked, wrong), Chinese(asked, wrong));
        }

        return null;
    }

    // The right draft with what the kind needs to be said, and the wrong one; null where the draft has nothing of the kind.
    private (CaptionDraft Right, CaptionDraft Wrong)? Change(string kind, CaptionDraft draft)
    {
        var index = random.Below(draft.Mentions.Count);
        var mention = draft.Mentions[index];
        switch (kind)
        {
            case "thing":
                var absent = random.Choose([.. SceneThing.All.Where(thing => plan.Things.All(there => there.Thing != thing))]);
                return (draft, draft.With(index, mention with { Thing = absent }));
            case "color":
                if (Said(mention).Color is not { } color) return null;
                SceneColor?[] named = [color, .. draft.Mentions.Select(other => other.Color)];
                var other = random.Choose([.. SceneColor.All.Where(candidate => !named.Contains(candidate))]);
                return (draft.With(index, mention with { Color = color }), draft.With(index, mention with { Color = other }));
            case "size":
                if (plan.SizeOf(Said(mention)) is not { } size) return null;
                return (draft.With(index, mention with { Size = size }), draft.With(index, mention with { Size = size == "small" ? "large" : "small" }));
            case "background":
                return (draft, draft with { Background = random.Choose([.. SceneColor.All.Where(candidate => candidate != plan.Background)]) });
            case "count":
                return (draft, draft with { Count = random.Choose([.. Enumerable.Range(1, 4).Where(count => count != draft.Count)]) });
            case "position":
                return (draft, draft with { Position = Opposite(draft.Position!.Value) });
            case "relation":
                return (draft, draft with { Relation = Opposite(draft.Relation!.Value) });
            default: // binding
                var (first, second) = (Said(draft.Mentions[0]).Color, Said(draft.Mentions[1]).Color);
                if (first is null || second is null || first == second) return null;
                return (
                    draft with { Mentions = [draft.Mentions[0] with { Color = first }, draft.Mentions[1] with { Color = second }] },
                    draft with { Mentions = [draft.Mentions[0] with { Color = second }, draft.Mentions[1] with { Color = first }] });
        }
    }

    // A thing that the mention is true of.
    private PlacedThing Said(Mention mention) => plan.Things.First(thing =>
        thing.Thing == mention.Thing
        && (mention.Color is null || thing.Color == mention.Color)
        && (mention.Size is null || plan.SizeOf(thing) == mention.Size));

    private CaptionPair English(CaptionDraft right, CaptionDraft wrong) => new(
        EnglishWording.Write(right, Frame(right)), EnglishWording.Write(wrong, Frame(wrong)));

    private CaptionPair Chinese(CaptionDraft right, CaptionDraft wrong) => new(
        ChineseWording.Write(right, right.Background is null && random.Chance(FramedChinese)),
        ChineseWording.Write(wrong, wrong.Background is null && random.Chance(FramedChinese)));

    private string? Frame(CaptionDraft draft) =>
        draft.Background is not null || random.Chance(PlainEnglish) ? null : random.Choose(EnglishWording.Frames);

    private static ScenePosition Opposite(ScenePosition position) => position switch
    {
        ScenePosition.Left => ScenePosition.Right,
        ScenePosition.Right => ScenePosition.Left,
        ScenePosition.Top => ScenePosition.Bottom,
        _ => ScenePosition.Top,
    };

    private static SceneRelation Opposite(SceneRelation relation) => relation switch
    {
        SceneRelation.Left => SceneRelation.Right,
        SceneRelation.Right => SceneRelation.Left,
        SceneRelation.Above => SceneRelation.Below,
        _ => SceneRelation.Above,
    };
}
