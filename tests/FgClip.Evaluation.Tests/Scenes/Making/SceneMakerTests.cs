using FgClip.Evaluation.Scenes;
using FgClip.Evaluation.Scenes.Making;
using FgClip.Evaluation.Scenes.Making.Drawing;
using FgClip.Imaging;
using FgClip.Tests;

namespace FgClip.Evaluation.Tests.Scenes.Making;

public class SceneMakerTests
{
    [Fact]
    public void A_set_is_written_in_the_layout_that_is_read_and_again_to_the_byte()
    {
        var font = EmojiFile.Required();
        using TemporaryFolder once = new(), again = new();

        var (scenes, used) = new SceneMaker(5, 4, font).Write(once.Path);
        new SceneMaker(5, 6, font).Write(again.Path);

        Assert.Equal(font, used);
        Assert.Equal(["images", "scenes.jsonl"], Directory.EnumerateFileSystemEntries(once.Path).Select(Path.GetFileName).Order());
        Assert.Equal(File.ReadAllLines(once.File("scenes.jsonl")), File.ReadLines(again.File("scenes.jsonl")).Take(4));
        Assert.Contains("背景", File.ReadAllText(once.File("scenes.jsonl")), StringComparison.Ordinal); // not escaped
        Assert.Equal(scenes.Select(scene => scene.LongZh), Scene.ReadAll(once.Path).Select(scene => scene.LongZh));
        Assert.All(scenes, scene =>
        {
            Assert.Equal(File.ReadAllBytes(once.File(scene.File)), File.ReadAllBytes(again.File(scene.File)));
            var picture = PictureReader.Read(once.File(scene.File));
            Assert.Equal((scene.Width, scene.Height, "jpeg"), (picture.Width, picture.Height, picture.Format));
        });
    }

    /// <summary>Given pictures drawn anew from their labels: things have the same pixels, but for what JPEG does to them.</summary>
    [Fact]
    public void Things_are_drawn_as_in_the_given_scenes()
    {
        using var font = EmojiFont.Open(EmojiFile.Required());
        var painter = new ScenePainter(font);
        var differences = new List<double>();
        foreach (var scene in Scene.ReadAll(TestData.Path("scenes", "val")).Where(scene => scene.Objects.Count == 1).Take(40))
        {
            var given = PictureReader.Read(TestData.Path("scenes", "val", scene.File)).Pixels;
            var label = scene.Objects[0];
            var thing = new PlacedThing(
                SceneThing.All.First(thing => thing.English == label.NameEn),
                SceneColor.All.FirstOrDefault(color => color.English == label.Color),
                (int)label.Box[0],
                (int)label.Box[1],
                (int)label.Bounds.Width,
                Mirrored: false);
            differences.Add(Math.Min(Difference(thing), Difference(thing with { Mirrored = true })));

            double Difference(PlacedThing placed)
            {
                var background = SceneColor.All.First(color => color.English == scene.Background);
                var plan = new ScenePlan(scene.Width, scene.Height, background, [placed]);
                var drawn = PictureReader.Decode(painter.Draw(plan, new SceneRandom(0, 0)), "drawn").Pixels;
                return MeanDifference(drawn, given, placed, font);
            }
        }

        Assert.InRange(differences.Average(), 0, 2);
        Assert.All(differences, difference => Assert.InRange(difference, 0, 5));
    }

    [Fact]
    public void A_missing_font_and_a_file_that_is_none_are_errors_with_a_remedy()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("font.ttf"), "no font");

        var missing = Assert.Throws<FgClipException>(() => new SceneMaker(1, 1, folder.File("none.ttf")).Write(folder.Path));
        var wrong = Assert.Throws<FgClipException>(() => new SceneMaker(1, 1, folder.File("font.ttf")).Write(folder.Path));
        var letters = Assert.Throws<FgClipException>(() => new SceneMaker(1, 1, LabelFont()).Write(folder.Path));

        Assert.Equal(FgClipErrorKind.File, missing.Kind);
        Assert.Contains("none.ttf: no such font file", missing.Message, StringComparison.Ordinal);
        Assert.Contains("not a font", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("no emoji U+", letters.Message, StringComparison.Ordinal);
        Assert.All([missing, wrong, letters], error => Assert.Contains("apt-get install fonts-noto-color-emoji", error.Message, StringComparison.Ordinal));
        Assert.False(File.Exists(folder.File("scenes.jsonl")));
    }

    [Fact]
    public void A_folder_with_scenes_is_not_written_over_and_a_count_out_of_range_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("scenes.jsonl"), "mine");

        var taken = Assert.Throws<FgClipException>(() => new SceneMaker(1, 1).Write(folder.Path));
        var none = Assert.Throws<FgClipException>(() => new SceneMaker(1, 0).Write(folder.File("new")));
        var nowhere = Assert.Throws<FgClipException>(() => new SceneMaker(1, 1).Write(" "));

        Assert.Equal((FgClipErrorKind.File, FgClipErrorKind.Argument, FgClipErrorKind.Argument), (taken.Kind, none.Kind, nowhere.Kind));
        Assert.Equal("mine", File.ReadAllText(folder.File("scenes.jsonl")));
        Assert.Contains("1 to 100000", none.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("new")));
    }

    // Over the opaque pixels of the thing, all channels.
    private static double MeanDifference(PixelBuffer drawn, PixelBuffer given, PlacedThing placed, EmojiFont font)
    {
        var sprite = font.Draw(placed.Thing.CodePoint);
        if (placed.Mirrored) sprite = sprite.Mirrored();
        sprite = sprite.Scaled(placed.Side);
        byte[] a = drawn.Crop(placed.Box).ToRgb24(), b = given.Crop(placed.Box).ToRgb24();
        return Enumerable.Range(0, placed.Side * placed.Side)
            .Where(i => sprite.Pixels[4 * i + 3] > 254)
            .SelectMany(i => Enumerable.Range(3 * i, 3))
            .Average(i => Math.Abs(a[i] - b[i]));
    }

    private static string LabelFont() => Path.Combine(TestData.Root, "src", "FgClip", "Rendering", "Fonts", "LabelSansLatin.ttf");
}
