using FgClip.Evaluation.Scenes.Making;

namespace FgClip.Evaluation.Scenes.Meters;

/// <summary>
/// Phrases that are not true of a scene, made from what other scenes of the set hold: a thing that is not there, and for
/// recoloured things another colour. The same scene gets the same phrases whatever else is measured.
/// </summary>
internal sealed class AbsentPhrases
{
    private readonly (string English, string Chinese)[] _names;
    private readonly (string English, string Chinese)[] _colors;

    /// <param name="scenes">The set.</param>
    public AbsentPhrases(IReadOnlyList<Scene> scenes)
    {
        var things = scenes.SelectMany(scene => scene.Objects).ToArray();
        _names = [.. things.Select(thing => (thing.NameEn, thing.NameZh)).Distinct().OrderBy(name => name.NameEn, StringComparer.Ordinal)];
        _colors = [.. things
            .Where(thing => thing is { Color: not null, ColorZh: not null })
            .Select(thing => (thing.Color!, thing.ColorZh!))
            .Distinct()
            .OrderBy(color => color.Item1, StringComparer.Ordinal)];
    }

    /// <summary>For each thing of a scene a phrase with another thing, and where it is recoloured one with another colour.</summary>
    /// <returns>What differs (thing or color) and the phrase; fewer where the set has nothing else to name.</returns>
    public IEnumerable<(string Kind, string Phrase)> Of(Scene scene, int index, string language)
    {
        var random = new SceneRandom(seed: 0, index);
        foreach (var thing in scene.Objects)
        {
            // Both lots are drawn whether they are used or not, so that both languages ask for the same.
            var other = Draw(_names, random, name => scene.Objects.All(there => there.NameEn != name));
            var color = Draw(_colors, random, name => scene.Objects.All(there => there.NameEn != thing.NameEn || (there.Color is not null && there.Color != name)));
            if (other is var (english, chinese)) yield return ("thing", (thing with { NameEn = english, NameZh = chinese }).Phrase(language));
            if (thing.Color is not null && color is var (colorEn, colorZh))
            {
                yield return ("color", (thing with { Color = colorEn, ColorZh = colorZh }).Phrase(language));
            }
        }
    }

    private static (string English, string Chinese)? Draw(
        (string English, string Chinese)[] all, SceneRandom random, Func<string, bool> isAbsent)
    {
        (string English, string Chinese)[] absent = [.. all.Where(one => isAbsent(one.English))];
        return absent.Length > 0 ? random.Choose(absent) : null;
    }
}
