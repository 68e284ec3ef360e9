using System.Text.Json;
using System.Text.Json.Serialization;
using FgClip.Analysis.Mismatch.Lexicon;
using FgClip.Imaging;

namespace FgClip.Evaluation.Scenes;

/// <summary>One labelled picture: a line of scenes.jsonl.</summary>
public sealed record Scene
{
    /// <summary>The picture, relative to the data folder.</summary>
    public required string File { get; init; }

    /// <summary>Width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Colour of the background, in English.</summary>
    public required string Background { get; init; }

    /// <summary>The things in it.</summary>
    public required IReadOnlyList<SceneObject> Objects { get; init; }

    /// <summary>A paragraph about the whole picture, English.</summary>
    public required string LongEn { get; init; }

    /// <summary>A paragraph about the whole picture, Chinese.</summary>
    public required string LongZh { get; init; }

    /// <summary>Pairs of a right and a wrong caption.</summary>
    public required IReadOnlyList<SceneMismatch> Mismatches { get; init; }

    /// <summary>The paragraph in a language, en or zh.</summary>
    public string Paragraph(string language) => language == "zh" ? LongZh : LongEn;

    /// <summary>The scenes of a data folder.</summary>
    /// <exception cref="FgClipException">The folder has no scenes.jsonl, or a line of it is not a scene.</exception>
    public static IReadOnlyList<Scene> ReadAll(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder)) throw new FgClipException(FgClipErrorKind.Argument, "the data folder is empty");

        var path = Path.Combine(Path.GetFullPath(folder), "scenes.jsonl");
        if (!System.IO.File.Exists(path))
        {
            throw new FgClipException(FgClipErrorKind.File, "no scenes here", path, "a folder with scenes.jsonl and images/");
        }

        var scenes = new List<Scene>();
        foreach (var line in System.IO.File.ReadLines(path).Where(line => line.Length > 0))
        {
            try
            {
                scenes.Add(JsonSerializer.Deserialize(line, SceneJson.Default.Scene)!);
            }
            catch (JsonException error)
            {
                throw new FgClipException(
                    FgClipErrorKind.File, $"not a scene: {error.Message.TrimEnd('.')}", $"{path} line {scenes.Count + 1}", inner: error);
            }
        }

        return scenes.Count > 0 ? scenes : throw new FgClipException(FgClipErrorKind.File, "file is empty", path);
    }
}

/// <summary>A thing in a scene.</summary>
/// <param name="NameEn">Its name, English.</param>
/// <param name="NameZh">Its name, Chinese.</param>
/// <param name="Color">Its colour, English; null where it keeps its natural ones.</param>
/// <param name="ColorZh">Its colour, Chinese; null likewise.</param>
/// <param name="Size">small, large, or null for neither.</param>
/// <param name="Box">x1 y1 x2 y2 in pixels.</param>
public sealed record SceneObject(
    string NameEn, string NameZh, string? Color, string? ColorZh, string? Size, IReadOnlyList<double> Box)
{
    /// <summary>The box.</summary>
    [JsonIgnore]
    public BoxPixels Bounds => new(Box[0], Box[1], Box[2], Box[3]);

    /// <summary>A phrase for it: article or nothing, colour where it has one, name.</summary>
    public string Phrase(string language) => language == "zh"
        ? ColorZh is null ? NameZh : $"{ColorZh}的{NameZh}"
        : WithArticle(Color is null ? NameEn : $"{Color} {NameEn}");

    /// <summary>Whether it is such a thing; nothing is null.</summary>
    internal bool Is(ThingEntry? thing) =>
        CaptionLexicon.Shared.TryThing(CaptionLanguage.English, NameEn, out var entry, out _) && entry == thing;

    private static string WithArticle(string noun) => ("aeiou".Contains(noun[0], StringComparison.Ordinal) ? "an " : "a ") + noun;
}

/// <summary>A right and a wrong caption in each language that differ in one kind of claim.</summary>
public sealed record SceneMismatch(string Kind, CaptionPair En, CaptionPair Zh)
{
    /// <summary>The pair of a language, en or zh.</summary>
    public CaptionPair In(string language) => language == "zh" ? Zh : En;
}

/// <summary>A caption that is true of the picture and one that is not.</summary>
public sealed record CaptionPair(string Right, string Wrong);

/// <summary>How scenes.jsonl spells its members.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Scene))]
internal sealed partial class SceneJson : JsonSerializerContext;
