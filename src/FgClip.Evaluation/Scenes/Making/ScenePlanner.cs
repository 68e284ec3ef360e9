namespace FgClip.Evaluation.Scenes.Making;

/// <summary>
/// Draws lots for what a scene shows. A seventh of the scenes are groups, two to four of one kind; the others have up to four
/// things, now and then two of one name in different colours, so that a colour must be looked for on the right one.
/// </summary>
internal static class ScenePlanner
{
    private const double Groups = 0.145;
    private const double NaturalColors = 0.35;
    private const double Twins = 0.15;

    /// <summary>Sides of things are multiples of this, in pixels.</summary>
    private const int SideStep = 8;

    private const double SmallestSide = 0.20;
    private const double LargestSide = 0.62;

    /// <summary>Boxes may share this many pixels on one axis.</summary>
    private const int Touch = 2;

    /// <summary>A thing that finds no free place in so many tries is left out.</summary>
    private const int Tries = 20;

    private static readonly int[] PictureSides = [256, 288, 320, 384];

    // The more there are the smaller, or they would not fit.
    private static readonly double[] LargestInGroup = [0.62, 0.48, 0.38];

    /// <summary>A scene with at least one thing.</summary>
    public static ScenePlan Plan(SceneRandom random)
    {
        var plan = new ScenePlan(random.Choose(PictureSides), random.Choose(PictureSides), random.Choose(SceneColor.All), []);
        return plan with { Things = random.Chance(Groups) ? Group(plan, random) : Mixture(plan, random) };
    }

    private static List<PlacedThing> Group(ScenePlan plan, SceneRandom random)
    {
        var count = random.Choose((0.50, 2), (0.32, 3), (0.18, 4));
        var (thing, color) = (random.Choose(SceneThing.All), Color(plan, random));
        var placed = new List<PlacedThing>();
        for (var i = 0; i < count; i++) Place(thing, color, LargestInGroup[count - 2], plan, placed, random);
        return placed;
    }

    private static List<PlacedThing> Mixture(ScenePlan plan, SceneRandom random)
    {
        var count = random.Choose((0.30, 1), (0.38, 2), (0.22, 3), (0.10, 4));
        var placed = new List<PlacedThing>();
        for (var i = 0; i < count; i++)
        {
            var (thing, color) = placed.Count > 0 && random.Chance(Twins) ? Twin(plan, placed, random) : Other(plan, placed, random);
            Place(thing, color, LargestSide, plan, placed, random);
        }

        return placed;
    }

    private static (SceneThing Thing, SceneColor? Color) Other(ScenePlan plan, List<PlacedThing> placed, SceneRandom random)
    {
        SceneThing thing;
        do thing = random.Choose(SceneThing.All);
        while (placed.Any(other => other.Thing == thing));
        return (thing, Color(plan, random));
    }

    private static (SceneThing Thing, SceneColor? Color) Twin(ScenePlan plan, List<PlacedThing> placed, SceneRandom random)
    {
        var thing = random.Choose(placed).Thing;
        SceneColor? color;
        do color = Color(plan, random);
        while (placed.Any(other => other.Thing == thing && other.Color == color));
        return (thing, color);
    }

    // Never the background's: an orange thing on orange would be a test of contrast.
    private static SceneColor? Color(ScenePlan plan, SceneRandom random) =>
        random.Chance(NaturalColors) ? null : random.Choose([.. SceneColor.All.Where(color => color != plan.Background)]);

    private static void Place(
        SceneThing thing, SceneColor? color, double largest, ScenePlan plan, List<PlacedThing> placed, SceneRandom random)
    {
        var shorter = Math.Min(plan.Width, plan.Height);
        var first = (int)Math.Ceiling(SmallestSide * shorter / SideStep);
        var side = SideStep * (first + random.Below((int)(largest * shorter / SideStep) - first + 1));
        for (var i = 0; i < Tries; i++)
        {
            var one = new PlacedThing(
                thing, color, random.Below(plan.Width - side + 1), random.Below(plan.Height - side + 1), side, random.Chance(0.5));
            if (placed.Exists(other => Overlap(one, other))) continue;
            placed.Add(one);
            return;
        }
    }

    private static bool Overlap(PlacedThing one, PlacedThing other) =>
        Shared(one.Left, one.Side, other.Left, other.Side) > Touch && Shared(one.Top, one.Side, other.Top, other.Side) > Touch;

    private static int Shared(int start, int length, int otherStart, int otherLength) =>
        Math.Min(start + length, otherStart + otherLength) - Math.Max(start, otherStart);
}
