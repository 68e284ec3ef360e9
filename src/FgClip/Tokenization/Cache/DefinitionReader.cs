using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace FgClip.Tokenization.Cache;

/// <summary>Reads what <see cref="DefinitionWriter"/> wrote.</summary>
internal static class DefinitionReader
{
    /// <summary>The definition that begins at an index and takes the rest of the bytes.</summary>
    /// <exception cref="InvalidDataException">The bytes are no definition, or contradict themselves.</exception>
    public static TokenizerDefinition Read(byte[] bytes, int start)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, start, bytes.Length - start), new UTF8Encoding(false, throwOnInvalidBytes: true));
            return Read(reader);
        }
        catch (Exception error) when (error is EndOfStreamException or ArgumentException or FormatException)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    private static TokenizerDefinition Read(BinaryReader reader)
    {
        var definition = ReadSettings(reader);
        var (lengths, ids, text) = (ReadList<int>(reader), ReadList<int>(reader), ReadList<byte>(reader));
        var (pairs, merged) = (ReadList<ulong>(reader), ReadList<int>(reader));
        Demand(lengths.Length == ids.Length && lengths.Length > 0 && pairs.Length == merged.Length);
        Demand(reader.BaseStream.Position == reader.BaseStream.Length);

        // Each of the two tables is a random walk through memory; together they take as long as the longer one.
        var merges = Task.Run(() => MergesOf(pairs, merged, ids.Length));
        var pieces = PiecesOf(lengths, ids, text);
        return definition with { Pieces = pieces, Merges = merges.GetAwaiter().GetResult() };
    }

    private static TokenizerDefinition ReadSettings(BinaryReader reader) => new()
    {
        // In the order of the file.
        Settings = new BpeSettings
        {
            UnknownToken = reader.ReadBoolean() ? reader.ReadString() : null,
            FuseUnknown = reader.ReadBoolean(),
            ByteFallback = reader.ReadBoolean(),
            IgnoreMerges = reader.ReadBoolean(),
        },
        ListsSpecialTokens = reader.ReadBoolean(),
        PaddingSide = ReadSide(reader),
        TruncationSide = ReadSide(reader),
        Separators = ReadEach(reader, reader.ReadString),
        Normalizer = new TextNormalizer(ReadEach(reader, () =>
        {
            var kind = (NormalizerStepKind)reader.ReadByte();
            Demand(Enum.IsDefined(kind));
            return new NormalizerStep(kind, reader.ReadString(), reader.ReadString());
        })),
        AddedTokens = ReadEach(reader, () => new AddedToken(reader.ReadString())
        {
            Special = reader.ReadBoolean(),
            SingleWord = reader.ReadBoolean(),
            StripsLeft = reader.ReadBoolean(),
            StripsRight = reader.ReadBoolean(),
            Normalized = reader.ReadBoolean(),
        }),
        Pieces = new PieceTable(0),
        Merges = MergeTable.Of([], []),
    };

    private static PieceTable PiecesOf(int[] lengths, int[] ids, byte[] text)
    {
        var pieces = new PieceTable(lengths.Length);
        var seen = new bool[ids.Length];
        var start = 0;
        for (var index = 0; index < lengths.Length; index++)
        {
            var (length, id) = (lengths[index], ids[index]);
            Demand(length >= 0 && length <= text.Length - start && (uint)id < (uint)seen.Length && !seen[id]);
            Demand(pieces.TryAdd(text.AsSpan(start, length), id));
            seen[id] = true;
            start += length;
        }

        Demand(start == text.Length);
        return pieces;
    }

    private static MergeTable MergesOf(ulong[] pairs, int[] merged, int count)
    {
        for (var rank = 0; rank < pairs.Length; rank++)
            Demand(pairs[rank] >> 32 < (uint)count && (uint)pairs[rank] < (uint)count && (uint)merged[rank] < (uint)count);
        return MergeTable.Of(pairs, merged);
    }

    private static TokenSide? ReadSide(BinaryReader reader)
    {
        var value = reader.ReadByte();
        if (value == 0) return null;
        Demand(Enum.IsDefined((TokenSide)(value - 1)));
        return (TokenSide)(value - 1);
    }

    private static List<T> ReadEach<T>(BinaryReader reader, Func<T> read)
    {
        var count = ReadCount(reader, 1);
        var items = new List<T>(count);
        for (var i = 0; i < count; i++) items.Add(read());
        return items;
    }

    private static T[] ReadList<T>(BinaryReader reader)
        where T : unmanaged
    {
        var values = GC.AllocateUninitializedArray<T>(ReadCount(reader, Unsafe.SizeOf<T>()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    // Checked against what is left before anything is allocated.
    private static int ReadCount(BinaryReader reader, int size)
    {
        var count = reader.ReadInt32();
        Demand(count >= 0 && count <= (reader.BaseStream.Length - reader.BaseStream.Position) / size);
        return count;
    }

    private static void Demand(bool isSo)
    {
        if (!isSo) throw new InvalidDataException("the definition contradicts itself");
    }
}
