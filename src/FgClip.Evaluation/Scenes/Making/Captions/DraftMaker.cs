namespace FgClip.Evaluation.Scenes.Making.Captions;

/// <summary>Draws lots for what right captions of a scene say.</summary>
/// <param name="plan">The scene.</param>
/// <param name="random">The lots.</param>
internal sealed class DraftMaker(ScenePlan plan, SceneRandom random)
{
    private const double ColorsSaid = 0.8;
    private const double BackgroundsSaid = 0.2;

    /// <summary>A form for a caption whose pair is to differ in a kind, by what is in the scene.</summary>
    public CaptionForm Form(string kind)
    {
        if (kind == "position") return CaptionForm.Placed;
        if (kind == "relation") return CaptionForm.Related;
        if (kind == "binding") return random.Choose((0.53, CaptionForm.Listed), (0.47, CaptionForm.Related));
        if (plan.IsGroup)
        {
            return kind switch
            {
                "count" => CaptionForm.Counted,
                "size" => CaptionForm.One,
                _ => random.Choose((0.72, CaptionForm.Counted), (0.28, CaptionForm.One)),
            };
        }

        if (kind == "count") return CaptionForm.One;
        if (plan.Things.Count == 1) return random.Choose((0.82, CaptionForm.One), (0.18, CaptionForm.Placed));
        return kind switch
        {
            "background" => random.Choose(
                (0.44, CaptionForm.Listed), (0.33, CaptionForm.One), (0.10, CaptionForm.Placed), (0.13, CaptionForm.Related)),
            "size" => random.Choose(
                (0.32, CaptionForm.Listed), (0.33, CaptionForm.One), (0.07, CaptionForm.Placed), (0.28, CaptionForm.Related)),
            "color" => random.Choose(
                (0.44, CaptionForm.Listed), (0.17, CaptionForm.One), (0.05, CaptionForm.Placed), (0.34, CaptionForm.Related)),
            _ => random.Choose(
                (0.50, CaptionForm.Listed), (0.23, CaptionForm.One), (0.04, CaptionForm.Placed), (0.23, CaptionForm.Related)),
        };
    }

    /// <summary>A draft of a form about lots of things; null where these things do not allow it.</summary>
    public CaptionDraft? Draft(CaptionForm form)
    {
        var things = random.Shuffle(plan.Things);
        switch (form)
        {
            case CaptionForm.Counted:
                return new CaptionDraft { Mentions = [Mention(things[0], 0)], Count = plan.Things.Count };
            case CaptionForm.One:
                return new CaptionDraft { Mentions = [Mention(things[0], 0.15)] };
            case CaptionForm.Placed:
                var position = plan.PositionOf(things[0]);
                return position == ScenePosition.Middle
                    ? null
                    : new CaptionDraft { Mentions = [Mention(things[0], 0.27)], Position = position };
            default:
                if (things.Length < 2) return null;
                var draft = new CaptionDraft { Mentions = [Mention(things[0], 0.34), Mention(things[1], 0.34)] };
                if (form == CaptionForm.Listed) return draft;
                return plan.RelationOf(things[0], things[1]) is { } relation ? draft with { Relation = relation } : null;
        }
    }

    /// <summary>The background for some drafts, none for others.</summary>
    public SceneColor? Background() => random.Chance(BackgroundsSaid) ? plan.Background : null;

    private Mention Mention(PlacedThing thing, double sizesSaid) => new(
        thing.Thing,
        random.Chance(ColorsSaid) ? thing.Color : null,
        random.Chance(sizesSaid) ? plan.SizeOf(thing) : null);
}
