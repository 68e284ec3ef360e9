namespace FgClip.Evaluation.Scenes.Making;

/// <summary>What a scene shows, before it is drawn and described.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Background">The background's colour.</param>
/// <param name="Things">What is in it, in the order in which they are drawn.</param>
internal sealed record ScenePlan(int Width, int Height, SceneColor Background, IReadOnlyList<PlacedThing> Things)
{
    /// <summary>Sides below this share of the shorter side of the picture are small.</summary>
    public const double SmallBelow = 0.30;

    /// <summary>Sides above this share of the shorter side of the picture are large.</summary>
    public const double LargeAbove = 0.46;

    private const double LowEdge = 0.36;
    private const double HighEdge = 0.64;

    /// <summary>An axis decides a relation when its distance is this many times the other's.</summary>
    private const double Dominance = 1.4;

    /// <summary>All things have one name and one colour, and there are at least two.</summary>
    public bool IsGroup => Things.Count > 1 && Things.All(thing => thing.Thing == Things[0].Thing && thing.Color == Things[0].Color);

    /// <summary>small, large, or null for neither.</summary>
    public string? SizeOf(PlacedThing thing) => SizeOf((double)thing.Side / Math.Min(Width, Height));

    /// <summary>small, large, or null for neither, of a side as a share of the picture's shorter side.</summary>
    public static string? SizeOf(double share) => share < SmallBelow ? "small" : share > LargeAbove ? "large" : null;

    /// <summary>Where a thing's centre lies: left or right first, then top or bottom, else the middle.</summary>
    public ScenePosition PositionOf(PlacedThing thing) =>
        Enum.GetValues<ScenePosition>().FirstOrDefault(position => LiesAt(thing, position), ScenePosition.Middle);

    /// <summary>Whether a thing's centre lies beyond the edge of a position, whatever it does on the other axis.</summary>
    public bool LiesAt(PlacedThing thing, ScenePosition position) => LiesAt(CenterOf(thing), position);

    /// <summary>The same of a centre in shares of the picture's sides.</summary>
    public static bool LiesAt((double X, double Y) center, ScenePosition position) => position switch
    {
        ScenePosition.Left => center.X < LowEdge,
        ScenePosition.Right => center.X > HighEdge,
        ScenePosition.Top => center.Y < LowEdge,
        ScenePosition.Bottom => center.Y > HighEdge,
        _ => center is { X: >= LowEdge and <= HighEdge, Y: >= LowEdge and <= HighEdge },
    };

    /// <summary>How the first stands to the second by their centres; null where neither axis is clearly the longer one.</summary>
    public SceneRelation? RelationOf(PlacedThing first, PlacedThing second)
    {
        var (x, y) = Offset(first, second);
        if (Math.Abs(x) >= Dominance * Math.Abs(y)) return x < 0 ? SceneRelation.Left : SceneRelation.Right;
        if (Math.Abs(y) >= Dominance * Math.Abs(x)) return y < 0 ? SceneRelation.Above : SceneRelation.Below;
        return null;
    }

    /// <summary>Whether the first's centre lies on that side of the second's at all.</summary>
    public bool LiesToward(PlacedThing first, PlacedThing second, SceneRelation relation) => LiesToward(Offset(first, second), relation);

    /// <summary>The same of the way from the second's centre to the first's.</summary>
    public static bool LiesToward((double X, double Y) offset, SceneRelation relation) => relation switch
    {
        SceneRelation.Left => offset.X < 0,
        SceneRelation.Right => offset.X > 0,
        SceneRelation.Above => offset.Y < 0,
        _ => offset.Y > 0,
    };

    // In shares of the picture's sides.
    private (double X, double Y) CenterOf(PlacedThing thing) =>
        ((thing.Left + thing.Side / 2.0) / Width, (thing.Top + thing.Side / 2.0) / Height);

    private (double X, double Y) Offset(PlacedThing first, PlacedThing second)
    {
        var (a, b) = (CenterOf(first), CenterOf(second));
        return (a.X - b.X, a.Y - b.Y);
    }
}
