using System.Runtime.InteropServices;

namespace FgClip.Tokenization.Cache;

/// <summary>
/// Writes a tokenizer's definition as bytes that <see cref="DefinitionReader"/> reads without looking at each piece:
/// numbers in the order of the machine, lists preceded by their length in four bytes.
/// </summary>
internal static class DefinitionWriter
{
    /// <summary>The bytes of a definition.</summary>
    public static byte[] Write(TokenizerDefinition definition)
    {
        var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, System.Text.Encoding.UTF8);
        WriteSettings(writer, definition);
        WritePieces(writer, definition.Pieces);
        var (pairs, merged) = definition.Merges.ToLists();
        WriteList<ulong>(writer, pairs);
        WriteList<int>(writer, merged);
        return bytes.ToArray();
    }

    private static void WriteSettings(BinaryWriter writer, TokenizerDefinition definition)
    {
        var settings = definition.Settings;
        WriteOptional(writer, settings.UnknownToken);
        writer.Write(settings.FuseUnknown);
        writer.Write(settings.ByteFallback);
        writer.Write(settings.IgnoreMerges);
        writer.Write(definition.ListsSpecialTokens);
        WriteSide(writer, definition.PaddingSide);
        WriteSide(writer, definition.TruncationSide);
        WriteEach(writer, definition.Separators, writer.Write);
        WriteEach(writer, definition.Normalizer.Steps, step =>
        {
            writer.Write((byte)step.Kind);
            writer.Write(step.Pattern);
            writer.Write(step.Content);
        });
        WriteEach(writer, definition.AddedTokens, token =>
        {
            writer.Write(token.Content);
            writer.Write(token.Special);
            writer.Write(token.SingleWord);
            writer.Write(token.StripsLeft);
            writer.Write(token.StripsRight);
            writer.Write(token.Normalized);
        });
    }

    private static void WritePieces(BinaryWriter writer, PieceTable pieces)
    {
        var (lengths, ids) = (new int[pieces.Count], new int[pieces.Count]);
        var text = new MemoryStream();
        for (var index = 0; index < pieces.Count; index++)
        {
            (lengths[index], ids[index]) = (pieces.Piece(index).Length, pieces.Id(index));
            text.Write(pieces.Piece(index));
        }

        WriteList<int>(writer, lengths);
        WriteList<int>(writer, ids);
        WriteList<byte>(writer, text.ToArray());
    }

    private static void WriteOptional(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null) writer.Write(text);
    }

    private static void WriteSide(BinaryWriter writer, TokenSide? side) => writer.Write((byte)(side is null ? 0 : 1 + (int)side));

    private static void WriteEach<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<T> write)
    {
        writer.Write(items.Count);
        foreach (var item in items) write(item);
    }

    private static void WriteList<T>(BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values));
    }
}
