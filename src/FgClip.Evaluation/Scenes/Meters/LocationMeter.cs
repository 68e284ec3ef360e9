using FgClip.Imaging;

namespace FgClip.Evaluation.Scenes.Meters;

/// <summary>Whether a phrase's peak lies inside its thing (pointing game), and whether its first box fits the thing.</summary>
internal sealed class LocationMeter : ISceneMeter
{
    private readonly Tally _tally = new();

    public async Task ObserveAsync(ObservedScene scene, string language, CancellationToken cancellation)
    {
        var things = scene.Scene.Objects;
        foreach (var phrase in things.Select(thing => thing.Phrase(language)).Distinct())
        {
            // The peak may lie in any thing that the phrase is true of; where there are several, no single box is right.
            var named = things.First(thing => thing.Phrase(language) == phrase);
            SceneObject[] meant = [.. things.Where(
                thing => thing.NameEn == named.NameEn && (named.Color is null || thing.Color == named.Color))];
            var located = await scene.LocateAsync(phrase, cancellation).ConfigureAwait(false);
            _tally.Add("pointing_game", null, language, meant.Any(thing => Contains(thing.Bounds, located.Peak)));
            if (meant.Length > 1) continue;

            var fits = located.Boxes.Count > 0 && located.Boxes[0].Box.IntersectionOverUnion(meant[0].Bounds) >= 0.5;
            _tally.Add("box_iou_50", null, language, fits);
        }
    }

    public IEnumerable<SceneMeasure> Measures() => _tally.Measures();

    private static bool Contains(BoxPixels box, (double X, double Y) point) =>
        point.X >= box.X1 && point.X <= box.X2 && point.Y >= box.Y1 && point.Y <= box.Y2;
}
