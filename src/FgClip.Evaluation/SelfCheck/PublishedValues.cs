using System.Text.Json;
using FgClip.Imaging;

namespace FgClip.Evaluation.SelfCheck;

/// <summary>Logits that authors published for one picture and captions given as token ids.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Pieces">Ids of every caption, lower-cased, without special tokens.</param>
/// <param name="PiecesAsWritten">The same captions as they were written: which of the two was used is not stated.</param>
/// <param name="Logits">What came out.</param>
internal sealed record PublishedScores(string Id, int[][] Pieces, int[][] PiecesAsWritten, float[] Logits);

/// <summary>A softmax over boxes of 100 times the cosine of region and phrase.</summary>
internal sealed record PublishedRegions(string Id, BoxPixels[] Boxes, string Text, double[] Shares);

/// <summary>
/// The values that were published for fg-clip2-base and a picture of COCO: the integration test of the model's port to
/// Transformers. A value passes within 0.001 of the largest one of its row, or of 1.
/// </summary>
internal sealed record PublishedValues(string Picture, int Width, int Height, IReadOnlyList<PublishedScores> Scores, IReadOnlyList<PublishedRegions> Regions)
{
    public const double Tolerance = 0.001;

    /// <summary>Those of fg-clip2-base.</summary>
    public static PublishedValues OfBase()
    {
        using var stream = typeof(PublishedValues).Assembly.GetManifestResourceStream("FgClip.published.fg-clip2-base.jsonl")!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), 640, 480);
    }

    /// <summary>Reads cases, one a line.</summary>
    public static PublishedValues Parse(string lines, int width, int height)
    {
        JsonElement[] cases = [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
        return new PublishedValues(
            cases[0].GetProperty("image").GetString()!,
            width,
            height,
            [.. OfKind("published-score").Select(one => new PublishedScores(Id(one), Ids(one, "pieces"), Ids(one, "pieces_as_written"), Floats(one, "logits")))],
            [.. OfKind("published-region").Select(one => new PublishedRegions(
                Id(one),
                [.. one.GetProperty("boxes").EnumerateArray().Select(box => new BoxPixels(box[0].GetDouble(), box[1].GetDouble(), box[2].GetDouble(), box[3].GetDouble()))],
                one.GetProperty("text").GetString()!,
                [.. one.GetProperty("softmax_of_100_cosine").EnumerateArray().Select(share => share.GetDouble())]))]);

        IEnumerable<JsonElement> OfKind(string kind) => cases.Where(one => one.GetProperty("kind").GetString() == kind);
    }

    private static string Id(JsonElement one) => one.GetProperty("id").GetString()!;

    private static int[][] Ids(JsonElement one, string name) =>
        [.. one.GetProperty(name).EnumerateArray().Select(caption => caption.EnumerateArray().Select(id => id.GetInt32()).ToArray())];

    private static float[] Floats(JsonElement one, string name) => [.. one.GetProperty(name).EnumerateArray().Select(value => value.GetSingle())];
}
