namespace FgClip.Evaluation.Scenes.Making.Captions;

/// <summary>Whether a draft is true of a scene.</summary>
/// <remarks>
/// A thing in its natural colours is neither right nor wrong for a colour. A right caption may therefore not name a colour of
/// it, and a wrong caption must stay wrong whatever colour it has.
/// </remarks>
/// <param name="plan">The scene.</param>
internal sealed class SceneTruth(ScenePlan plan)
{
    /// <summary>All that the draft says is so.</summary>
    public bool IsRight(CaptionDraft draft) =>
        (draft.Background is null || draft.Background == plan.Background)
        && (draft.Count == 1 || Matches(draft.Mentions[0], lenient: false).Count() == draft.Count)
        && Any(
            draft,
            lenient: false,
            (thing, position) => plan.PositionOf(thing) == position,
            (first, second, relation) => plan.RelationOf(first, second) == relation);

    /// <summary>Something that the draft says is not so, however one reads it.</summary>
    /// <param name="draft">What is said.</param>
    /// <param name="countsOne">"A dog" means exactly one; otherwise it is true of one among several.</param>
    public bool IsWrong(CaptionDraft draft, bool countsOne) =>
        (draft.Background is not null && draft.Background != plan.Background)
        || ((draft.Count > 1 || countsOne) && Matches(draft.Mentions[0], lenient: true).Count() != draft.Count)
        || !Any(draft, lenient: true, plan.LiesAt, plan.LiesToward);

    private bool Any(
        CaptionDraft draft,
        bool lenient,
        Func<PlacedThing, ScenePosition, bool> isAt,
        Func<PlacedThing, PlacedThing, SceneRelation, bool> stands) =>
        draft.Mentions.Count == 1
            ? Matches(draft.Mentions[0], lenient).Any(thing => draft.Position is not { } position || isAt(thing, position))
            : (from first in Matches(draft.Mentions[0], lenient)
               from second in Matches(draft.Mentions[1], lenient)
               where !ReferenceEquals(first, second) && (draft.Relation is not { } relation || stands(first, second, relation))
               select first).Any();

    private IEnumerable<PlacedThing> Matches(Mention mention, bool lenient) => plan.Things.Where(thing =>
        thing.Thing == mention.Thing
        && (mention.Color is null || thing.Color == mention.Color || (lenient && thing.Color is null))
        && (mention.Size is null || plan.SizeOf(thing) == mention.Size));
}
