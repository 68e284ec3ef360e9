namespace FgClip.Evaluation.Scenes.Making.Captions;

/// <summary>Makes the paragraph about a whole scene; the two languages list things in orders of their own.</summary>
internal static class ParagraphMaker
{
    /// <summary>The paragraph in English.</summary>
    public static string English(ScenePlan plan, SceneRandom random) =>
        EnglishWording.Paragraph(plan.Background, Listed(plan, random), Related(plan, random));

    /// <summary>The paragraph in Chinese.</summary>
    public static string Chinese(ScenePlan plan, SceneRandom random) =>
        ChineseWording.Paragraph(plan.Background, Listed(plan, random), Related(plan, random));

    private static IReadOnlyList<(Mention, ScenePosition)> Listed(ScenePlan plan, SceneRandom random) =>
        [.. random.Shuffle(plan.Things).Select(thing => (new Mention(thing.Thing, thing.Color, plan.SizeOf(thing)), plan.PositionOf(thing)))];

    // Two things by lot; where they stand askew, nothing is said.
    private static (SceneThing, SceneThing, SceneRelation)? Related(ScenePlan plan, SceneRandom random)
    {
        if (plan.Things.Count < 2) return null;
        var things = random.Shuffle(plan.Things);
        return plan.RelationOf(things[0], things[1]) is { } relation ? (things[0].Thing, things[1].Thing, relation) : null;
    }
}
