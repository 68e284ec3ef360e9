using FgClip.Analysis.Mismatch;
using FgClip.Analysis.Mismatch.Claims;
using FgClip.Evaluation.Scenes.Making;

namespace FgClip.Evaluation.Scenes.Meters;

/// <summary>
/// Whether a caption is true of a scene by its labels: each thing that it names is another one there, of which all holds that
/// the caption says. A thing in its natural colours has no colour that could be right.
/// </summary>
internal static class CaptionTruth
{
    /// <summary>Whether all that the caption claims is so; false where it claims what labels do not tell.</summary>
    public static bool Holds(Scene scene, string caption)
    {
        var parsed = CaptionParser.Parse(caption);
        return parsed.Claims.All(claim => claim is { Negated: false, IsForCaption: false } && (claim.Kind != ClaimKind.Background || claim.Value == scene.Background))
            && CanPlace(scene, parsed, []);
    }

    private static bool CanPlace(Scene scene, ParsedCaption caption, IReadOnlyList<SceneObject> placed)
    {
        if (placed.Count == caption.Mentions.Count) return caption.Claims.All(claim => claim.Kind != ClaimKind.Relation || Stands(scene, caption, placed, claim));

        var mention = caption.Mentions[placed.Count];
        return scene.Objects.Any(thing =>
            !placed.Contains(thing, ReferenceEqualityComparer.Instance) && Is(scene, caption, mention, thing) && CanPlace(scene, caption, [.. placed, thing]));
    }

    private static bool Is(Scene scene, ParsedCaption caption, ThingMention mention, SceneObject thing) =>
        thing.Is(mention.Thing) && caption.Claims.Where(claim => ReferenceEquals(claim.Subject, mention)).All(claim => claim.Kind switch
        {
            ClaimKind.Color => thing.Color == claim.Value,
            ClaimKind.Size => SizeOf(scene, thing) == claim.Value,
            ClaimKind.Position => LiesAt(scene, thing, claim.Value),
            ClaimKind.Count => scene.Objects.Count(other => other.Is(mention.Thing) && (mention.Color is null || other.Color == mention.Color.Value)).ToString(System.Globalization.CultureInfo.InvariantCulture) == claim.Value,
            _ => true,
        });

    private static string? SizeOf(Scene scene, SceneObject thing) =>
        ScenePlan.SizeOf(Math.Max(thing.Bounds.Width, thing.Bounds.Height) / Math.Min(scene.Width, scene.Height));

    private static (double X, double Y) CenterOf(Scene scene, SceneObject thing) => (
        (thing.Bounds.X1 + thing.Bounds.X2) / 2 / scene.Width, (thing.Bounds.Y1 + thing.Bounds.Y2) / 2 / scene.Height);

    private static bool LiesAt(Scene scene, SceneObject thing, string position) => ScenePlan.LiesAt(
        CenterOf(scene, thing), Enum.TryParse<ScenePosition>(position, ignoreCase: true, out var known) ? known : ScenePosition.Middle);

    private static bool Stands(Scene scene, ParsedCaption caption, IReadOnlyList<SceneObject> placed, CaptionClaim claim)
    {
        var (first, second) = (CenterOf(scene, Placed(claim.Subject)), CenterOf(scene, Placed(claim.Object)));
        return ScenePlan.LiesToward(
            (first.X - second.X, first.Y - second.Y), Enum.TryParse<SceneRelation>(claim.Value, ignoreCase: true, out var known) ? known : SceneRelation.Below);

        SceneObject Placed(ThingMention? mention) => placed[caption.Mentions.Select((own, index) => (own, index)).First(entry => ReferenceEquals(entry.own, mention)).index];
    }
}
