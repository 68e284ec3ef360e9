using System.Text.Json;
using System.Text.Json.Serialization;
using FgClip.Analysis.Mismatch;

namespace FgClip.Evaluation.Claims;

/// <summary>A caption with the claims that a careful reader lists: a line of a .jsonl file.</summary>
public sealed record LabelledCaption
{
    /// <summary>The caption.</summary>
    public required string Caption { get; init; }

    /// <summary>en or zh.</summary>
    public required string Language { get; init; }

    /// <summary>Its claims.</summary>
    public required IReadOnlyList<LabelledClaim> Claims { get; init; }

    /// <summary>The captions of a file, or of all .jsonl files of a folder, by file name.</summary>
    /// <exception cref="FgClipException">There is no such file, or a line of it is no labelled caption.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<LabelledCaption>> ReadAll(string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new FgClipException(FgClipErrorKind.Argument, "the file or folder of labelled captions is empty");

        var full = Path.GetFullPath(path);
        string[] files = Directory.Exists(full) ? [.. Directory.GetFiles(full, "*.jsonl").Order(StringComparer.Ordinal)] : [full];
        if (files.Length == 0 || !Array.TrueForAll(files, File.Exists))
        {
            throw new FgClipException(FgClipErrorKind.File, "no labelled captions here", full, "a .jsonl file, or a folder that holds some");
        }

        return files.ToDictionary(file => Path.GetFileNameWithoutExtension(file), Read);
    }

    private static IReadOnlyList<LabelledCaption> Read(string file)
    {
        var captions = new List<LabelledCaption>();
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (line.Length == 0) continue;

            try
            {
                captions.Add(Checked(JsonSerializer.Deserialize(line, LabelledCaptionJson.Default.LabelledCaption)!));
            }
            catch (JsonException error)
            {
                throw new FgClipException(
                    FgClipErrorKind.File, $"not a labelled caption: {error.Message.TrimEnd('.')}", $"{file} line {number}",
                    "an object with caption, language and claims", inner: error);
            }
        }

        return captions.Count > 0 ? captions : throw new FgClipException(FgClipErrorKind.File, "file is empty", file);
    }

    private static LabelledCaption Checked(LabelledCaption caption)
    {
        if (string.IsNullOrWhiteSpace(caption.Caption)) throw new JsonException("caption is empty");
        if (caption.Language is not ("en" or "zh")) throw new JsonException($"language '{caption.Language}' is neither en nor zh");
        foreach (var claim in caption.Claims)
        {
            if (claim.Kinds.FirstOrDefault(kind => !ClaimKindNames.All.Contains(kind)) is { } unknown) throw new JsonException($"'{unknown}' is no kind of claim");
            if (claim.Value.Length == 0) throw new JsonException("a claim has no value");
        }

        return caption;
    }
}

/// <summary>A claim in the caption's own words. Where several words would do, | stands between them.</summary>
public sealed record LabelledClaim
{
    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>What is claimed: the noun, the adjective, the verb, the preposition; of other, all its words.</summary>
    public required string Value { get; init; }

    /// <summary>The noun of the thing it is about; null where it is about none, or any will do.</summary>
    public string? Subject { get; init; }

    /// <summary>The noun of the other thing.</summary>
    [JsonPropertyName("object")]
    public string? Other { get; init; }

    /// <summary>It denies something.</summary>
    public bool Negated { get; init; }

    /// <summary>A careful reader may list it or not: to find it is no merit, to leave it out no fault.</summary>
    public bool Optional { get; init; }

    /// <summary>The kinds that it may be counted under, the first one first.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Kinds => Kind.Split('|');
}

/// <summary>How the files spell their members.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LabelledCaption))]
internal sealed partial class LabelledCaptionJson : JsonSerializerContext;
