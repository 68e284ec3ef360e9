using FgClip.Evaluation.Scenes;
using FgClip.Evaluation.Scenes.Meters;
using FgClip.Tests;

namespace FgClip.Evaluation.Tests.Scenes.Meters;

public class AbsentPhrasesTests
{
    private static readonly IReadOnlyList<Scene> Scenes = Scene.ReadAll(TestData.Path("scenes", "val"));
    private static readonly AbsentPhrases Absent = new(Scenes);

    [Fact]
    public void No_phrase_is_true_of_its_scene()
    {
        for (var index = 0; index < Scenes.Count; index++)
        {
            var scene = Scenes[index];
            foreach (var (kind, phrase) in Absent.Of(scene, index, "en"))
            {
                var named = scene.Objects.Where(thing => phrase.EndsWith(" " + thing.NameEn, StringComparison.Ordinal)).ToArray();
                if (kind == "thing") Assert.Empty(named);
                else Assert.All(named, thing => Assert.False(thing.Color is null || thing.Phrase("en") == phrase, $"{scene.File}: {phrase}"));
            }
        }
    }

    [Fact]
    public void Every_thing_has_one_of_another_thing_and_recoloured_things_one_of_another_colour()
    {
        var phrases = Scenes.SelectMany((scene, index) => Absent.Of(scene, index, "en")).ToArray();

        Assert.Equal(Scenes.Sum(scene => scene.Objects.Count), phrases.Count(phrase => phrase.Kind == "thing"));
        // Less those that stand beside one of the same name in its natural colours.
        var recoloured = Scenes.Sum(scene => scene.Objects.Count(thing => thing.Color is not null));
        Assert.InRange(phrases.Count(phrase => phrase.Kind == "color"), recoloured - 30, recoloured);
    }

    [Fact]
    public void Both_languages_ask_for_the_same_and_the_lots_do_not_change()
    {
        var chinese = Scenes.SelectMany(scene => scene.Objects).DistinctBy(thing => thing.NameEn).ToDictionary(thing => thing.NameZh, thing => thing.NameEn);
        for (var index = 0; index < 50; index++)
        {
            var english = Absent.Of(Scenes[index], index, "en").ToArray();
            var other = Absent.Of(Scenes[index], index, "zh").ToArray();

            Assert.Equal(english.Select(one => one.Kind), other.Select(one => one.Kind));
            Assert.All(english.Zip(other), pair => Assert.EndsWith(
                chinese.First(name => pair.Second.Phrase == name.Key || pair.Second.Phrase.EndsWith("的" + name.Key, StringComparison.Ordinal)).Value,
                pair.First.Phrase, StringComparison.Ordinal));
            Assert.Equal(english, Absent.Of(Scenes[index], index, "en"));
        }
    }

    [Fact]
    public void A_set_of_one_thing_has_nothing_else_to_name()
    {
        var scene = Scenes[0] with { Objects = [new SceneObject("cat", "猫", "red", "红色", null, [0, 0, 9, 9])] };

        Assert.Empty(new AbsentPhrases([scene]).Of(scene, 0, "en"));
    }
}
