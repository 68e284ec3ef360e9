using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using FgClip.Evaluation.Scenes.Making.Captions;
using FgClip.Evaluation.Scenes.Making.Drawing;

namespace FgClip.Evaluation.Scenes.Making;

/// <summary>
/// Makes labelled scenes like those in tests/data/scenes, with the same layout: pictures of emoji on coloured backgrounds
/// and what is true and not true of them. A scene depends on the seed and its place alone: the first ten of a set of a hundred
/// are the set of ten. Pictures are equal to the byte on one platform.
/// </summary>
/// <param name="seed">Which set.</param>
/// <param name="count">Scenes to make, at least 1.</param>
/// <param name="font">The file of Noto Color Emoji; null looks where systems put it.</param>
public sealed class SceneMaker(int seed, int count, string? font = null)
{
    /// <summary>The most scenes in a set.</summary>
    public const int MaxCount = 100_000;

    private static readonly SceneJson Json = new(new JsonSerializerOptions(SceneJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // readable Chinese
    });

    /// <summary>Writes scenes.jsonl and images/ into a folder, which is made where it does not exist.</summary>
    /// <param name="folder">Where to; it may not have a scenes.jsonl yet.</param>
    /// <param name="progress">Gets the share done, 0 to 1.</param>
    /// <param name="cancellation">Stops between scenes; what was drawn stays, without a scenes.jsonl.</param>
    /// <returns>The scenes as they were written, and the font's file.</returns>
    /// <exception cref="FgClipException">The count is out of range, the font is missing, or the folder has scenes already.</exception>
    public (IReadOnlyList<Scene> Scenes, string Font) Write(
        string folder, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(folder)) throw new FgClipException(FgClipErrorKind.Argument, "the folder for scenes is empty");
        if (count is < 1 or > MaxCount)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument, "that many scenes cannot be made", expected: $"1 to {MaxCount}", got: count.ToString(CultureInfo.InvariantCulture));
        }

        var list = Path.Combine(Path.GetFullPath(folder), "scenes.jsonl");
        if (File.Exists(list))
        {
            throw new FgClipException(FgClipErrorKind.File, "there are scenes already", list, remedy: "Name another folder, or remove it first.");
        }

        using var emoji = EmojiFont.Open(font);
        var painter = new ScenePainter(emoji);
        Directory.CreateDirectory(Path.Combine(folder, "images"));
        var scenes = new List<Scene>(count);
        for (var index = 0; index < count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (scene, plan, random) = Describe(index);
            File.WriteAllBytes(Path.Combine(folder, scene.File), painter.Draw(plan, random));
            scenes.Add(scene);
            progress?.Report((index + 1.0) / count);
        }

        // Last and at once, so that a folder with this file is complete.
        File.WriteAllLines(list + ".part", scenes.Select(scene => JsonSerializer.Serialize(scene, Json.Scene)));
        File.Move(list + ".part", list);
        return (scenes, emoji.File);
    }

    /// <summary>One scene's labels, without a picture, and what its picture is drawn from.</summary>
    internal (Scene Scene, ScenePlan Plan, SceneRandom Random) Describe(int index)
    {
        var random = new SceneRandom(seed, index);
        var plan = ScenePlanner.Plan(random);
        var scene = new Scene
        {
            File = string.Create(CultureInfo.InvariantCulture, $"images/{index:D4}.jpg"),
            Width = plan.Width,
            Height = plan.Height,
            Background = plan.Background.English,
            Objects = [.. plan.Things.Select(thing => Label(plan, thing))],
            LongEn = ParagraphMaker.English(plan, random),
            LongZh = ParagraphMaker.Chinese(plan, random),
            Mismatches = new PairMaker(plan, random).Make(),
        };
        return (scene, plan, random);
    }

    private static SceneObject Label(ScenePlan plan, PlacedThing thing) => new(
        thing.Thing.English,
        thing.Thing.Chinese,
        thing.Color?.English,
        thing.Color?.Chinese,
        plan.SizeOf(thing),
        [thing.Box.X1, thing.Box.Y1, thing.Box.X2, thing.Box.Y2]);
}
