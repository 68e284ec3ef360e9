using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace FgClip.Tests.Tokenization;

/// <summary>The text cases of a golden set: captions with the ids that the official code gives them.</summary>
internal sealed class GoldenTexts
{
    private readonly Dictionary<string, int[]> _ids;

    private GoldenTexts(string folder)
    {
        using var set = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "set.json")));
        Checkpoint = Path.GetFullPath(Path.Combine(folder, set.RootElement.GetProperty("checkpoint").GetString()!));
        Lengths = set.RootElement.GetProperty("text_lengths").EnumerateObject()
            .ToDictionary(length => length.Name, length => length.Value.GetInt32());
        _ids = ReadIds(Path.Combine(folder, "expected.safetensors"));
        Cases = [.. ReadCases(folder)];
    }

    /// <summary>The checkpoint's folder.</summary>
    public string Checkpoint { get; }

    /// <summary>Text kind → tokens.</summary>
    public IReadOnlyDictionary<string, int> Lengths { get; }

    /// <summary>The cases: text as written, length, expected ids.</summary>
    public IReadOnlyList<(string Id, string Text, int Length, int[] Ids)> Cases { get; }

    public static GoldenTexts Open(string set) => new(TestData.Golden(set));

    private IEnumerable<(string Id, string Text, int Length, int[] Ids)> ReadCases(string folder)
    {
        foreach (var line in File.ReadLines(Path.Combine(folder, "cases.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (root.GetProperty("kind").GetString() != "text") continue;
            var tensor = root.GetProperty("expect").GetProperty("ids").GetString()!;
            yield return (
                root.GetProperty("id").GetString()!,
                root.GetProperty("text").GetString()!,
                Lengths[root.GetProperty("text_kind").GetString()!],
                _ids[tensor]);
        }
    }

    /// <summary>The I32 tensors of a safetensors file: length of the header, header, data.</summary>
    private static Dictionary<string, int[]> ReadIds(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var header = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        using var json = JsonDocument.Parse(bytes.AsMemory(8, header));
        var data = bytes.AsMemory(8 + header);
        return json.RootElement.EnumerateObject()
            .Where(tensor => tensor.Name != "__metadata__" && tensor.Value.GetProperty("dtype").GetString() == "I32")
            .ToDictionary(
                tensor => tensor.Name,
                tensor =>
                {
                    var offsets = tensor.Value.GetProperty("data_offsets");
                    var (start, end) = (offsets[0].GetInt32(), offsets[1].GetInt32());
                    return MemoryMarshal.Cast<byte, int>(data.Span[start..end]).ToArray();
                });
    }
}
