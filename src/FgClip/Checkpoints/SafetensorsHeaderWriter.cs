using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FgClip.Checkpoints;

/// <summary>Lays tensors out one after the other and writes the header that says so.</summary>
internal static class SafetensorsHeaderWriter
{
    /// <summary>Places float32 tensors in the given order, without gaps.</summary>
    public static IReadOnlyList<SafetensorsEntry> Place(IEnumerable<(string Name, long[] Shape)> tensors)
    {
        var entries = new List<SafetensorsEntry>();
        long offset = 0;
        foreach (var (name, shape) in tensors)
        {
            long count = 1;
            foreach (var dimension in shape) count = checked(count * dimension);
            var end = checked(offset + (count * sizeof(float)));
            entries.Add(new SafetensorsEntry(name, SafetensorsType.F32, [.. shape], count, offset, end));
            offset = end;
        }

        return entries;
    }

    /// <summary>
    /// The bytes before the data: the length and the JSON, padded with spaces so that the data starts on a multiple of 64,
    /// as wide as any vector register.
    /// </summary>
    public static byte[] Write(IEnumerable<SafetensorsEntry> entries, IReadOnlyDictionary<string, string> metadata)
    {
        const int Alignment = 64;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach (var (key, value) in metadata) json.WriteString(key, value);
            json.WriteEndObject();
            foreach (var entry in entries)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString("dtype", entry.Type.FormatName());
                WriteNumbers(json, "shape", entry.Shape);
                WriteNumbers(json, "data_offsets", [entry.Begin, entry.End]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        var total = (8 + buffer.WrittenCount + Alignment - 1) / Alignment * Alignment;
        var bytes = new byte[total];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, total - 8);
        buffer.WrittenSpan.CopyTo(bytes.AsSpan(8));
        bytes.AsSpan(8 + buffer.WrittenCount).Fill((byte)' ');
        return bytes;
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ImmutableArray<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
