using System.Text.Json;
using FgClip.Evaluation.Scenes;
using FgClip.Evaluation.Scenes.Making;
using FgClip.Tests;

namespace FgClip.Evaluation.Tests.Scenes.Making;

/// <summary>What scenes say of themselves, without drawing them.</summary>
public class SceneLabelTests
{
    private static readonly string[] Sides = ["256", "288", "320", "384"];
    private static readonly IReadOnlyList<Scene> Made = Describe(seed: 20, count: 1200);

    [Fact]
    public void A_scene_depends_on_the_seed_and_its_place_alone()
    {
        Assert.Equal(Text(Describe(20, 30)), Text(Made.Take(30)));
        Assert.NotEqual(Text(Describe(21, 30)), Text(Made.Take(30)));
    }

    [Fact]
    public void Things_lie_in_the_picture_apart_from_each_other_and_have_the_sizes_that_are_stated()
    {
        Assert.All(Made, scene =>
        {
            Assert.Contains($"{scene.Width}", Sides);
            Assert.Contains($"{scene.Height}", Sides);
            Assert.NotEmpty(scene.Objects);
            Assert.All(scene.Objects, thing =>
            {
                Assert.True(thing.Box[0] >= 0 && thing.Box[1] >= 0 && thing.Box[2] <= scene.Width && thing.Box[3] <= scene.Height);
                Assert.Equal(thing.Bounds.Width, thing.Bounds.Height);
                var share = thing.Bounds.Width / Math.Min(scene.Width, scene.Height);
                Assert.InRange(share, 0.20, 0.62);
                Assert.Equal(share < 0.30 ? "small" : share > 0.46 ? "large" : null, thing.Size);
                Assert.NotEqual(scene.Background, thing.Color);
            });
            foreach (var (one, other) in from a in scene.Objects from b in scene.Objects where a != b select (a.Bounds, b.Bounds))
            {
                var across = Math.Min(one.X2, other.X2) - Math.Max(one.X1, other.X1);
                var down = Math.Min(one.Y2, other.Y2) - Math.Max(one.Y1, other.Y1);
                Assert.True(across <= 2 || down <= 2, $"{scene.File}: boxes overlap by {across}×{down}");
            }
        });
    }

    [Fact]
    public void A_scene_has_at_most_four_pairs_of_kinds_of_their_own_and_their_captions_differ()
    {
        Assert.All(Made, scene =>
        {
            Assert.InRange(scene.Mismatches.Count, 2, 4);
            Assert.Equal(scene.Mismatches.Count, scene.Mismatches.Select(pair => pair.Kind).Distinct().Count());
            Assert.All(scene.Mismatches, pair =>
            {
                Assert.NotEqual(pair.En.Right, pair.En.Wrong);
                Assert.NotEqual(pair.Zh.Right, pair.Zh.Wrong);
            });
        });
    }

    /// <summary>The sets were measured to make theirs like them: shares of what scenes hold agree within four deviations.</summary>
    [Fact]
    public void Scenes_are_made_up_as_the_given_ones_are()
    {
        Scene[] given = [.. Scene.ReadAll(TestData.Path("scenes", "val")), .. Scene.ReadAll(TestData.Path("scenes", "test"))];

        Compare("things in a scene", scene => new[] { Math.Min(3, scene.Objects.Count) });
        Compare("natural or recoloured", scene => scene.Objects.Select(thing => thing.Color is null));
        Compare("sizes", scene => scene.Objects.Select(thing => thing.Size ?? "between"));
        Compare("kinds", scene => scene.Mismatches.Select(pair => pair.Kind));
        Compare("pairs in a scene", scene => new[] { scene.Mismatches.Count == 4 });
        Compare("sentences", scene => new[] { scene.LongEn.Count(letter => letter == '.') });
        Compare("frames", scene => scene.Mismatches.Select(pair => string.Join(' ', pair.En.Right.Split(' ').Take(2)) is "a photo" or "a picture" or "there is"));
        Compare("backgrounds named", scene => scene.Mismatches.Where(pair => pair.Kind != "background").Select(pair => pair.Zh.Right.Contains("背景上的", StringComparison.Ordinal)));
        Compare("two things named", scene => scene.Mismatches.Select(pair => pair.En.Wrong.Contains(" and ", StringComparison.Ordinal)));
        Compare("colours named", scene => scene.Mismatches.Where(pair => pair.Kind is "thing" or "relation" or "position").Select(pair => pair.Zh.Right.Contains("色的", StringComparison.Ordinal)));
        Compare("sizes named", scene => scene.Mismatches.Where(pair => pair.Kind != "size").Select(pair => pair.Zh.Right.Contains("小的", StringComparison.Ordinal) || pair.Zh.Right.Contains("大的", StringComparison.Ordinal)));

        void Compare<T>(string what, Func<Scene, IEnumerable<T>> values) where T : notnull
        {
            var (ours, theirs) = (Shares(Made), Shares(given));
            Assert.Equal(theirs.Keys.Order(), ours.Keys.Order());
            Assert.All(theirs.Keys, value =>
            {
                var (a, b) = (ours[value], theirs[value]);
                var deviation = Math.Sqrt(a.Share * (1 - a.Share) / a.Total + b.Share * (1 - b.Share) / b.Total);
                Assert.True(Math.Abs(a.Share - b.Share) < 4 * deviation, $"{what} {value}: {a.Share:F3} made, {b.Share:F3} given");
            });

            Dictionary<T, (double Share, int Total)> Shares(IEnumerable<Scene> scenes)
            {
                T[] all = [.. scenes.SelectMany(values)];
                return all.GroupBy(value => value).ToDictionary(group => group.Key, group => ((double)group.Count() / all.Length, all.Length));
            }
        }
    }

    [Fact]
    public void Names_are_those_of_the_given_scenes()
    {
        var given = Scene.ReadAll(TestData.Path("scenes", "val")).Concat(Scene.ReadAll(TestData.Path("scenes", "test")));
        Assert.Equal(Names(given), Names(Made));
        Assert.Equal(Colors(given), Colors(Made));

        static IEnumerable<(string, string)> Names(IEnumerable<Scene> scenes) =>
            scenes.SelectMany(scene => scene.Objects).Select(thing => (thing.NameEn, thing.NameZh)).Distinct().Order();

        static IEnumerable<(string?, string?)> Colors(IEnumerable<Scene> scenes) =>
            scenes.SelectMany(scene => scene.Objects).Select(thing => (thing.Color, thing.ColorZh)).Distinct().Order();
    }

    private static Scene[] Describe(int seed, int count)
    {
        var maker = new SceneMaker(seed, count);
        return [.. Enumerable.Range(0, count).Select(index => maker.Describe(index).Scene)];
    }

    private static string[] Text(IEnumerable<Scene> scenes) => [.. scenes.Select(scene => JsonSerializer.Serialize(scene))];
}
