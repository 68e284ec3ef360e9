using System.Text.Json;

namespace FgClip.Tests.Imaging;

/// <summary>The lines of a golden set's cases.jsonl.</summary>
internal static class GoldenCase
{
    public static IEnumerable<JsonElement> Read(string set, string kind)
    {
        foreach (var line in File.ReadLines(TestData.Golden(set, "cases.jsonl")))
        {
            var element = JsonDocument.Parse(line).RootElement;
            if (element.GetProperty("kind").GetString() == kind) yield return element;
        }
    }

    public static int[] Ints(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(number => number.GetInt32())];

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
