using FgClip.Tokenization;
using Google.Protobuf;

namespace FgClip.Tests.Tokenization;

/// <summary>Writes small tokenizer.model files.</summary>
internal static class SentencePieceFile
{
    /// <summary>The pieces that Gemma models start with.</summary>
    public static readonly SentencePiece[] Named =
    [
        new("<pad>", 0, SentencePieceType.Control),
        new("<eos>", 0, SentencePieceType.Control),
        new("<bos>", 0, SentencePieceType.Control),
        new("<unk>", 0, SentencePieceType.Unknown),
    ];

    /// <summary>A piece of ordinary text.</summary>
    public static SentencePiece Normal(string text, float score) => new(text, score, SentencePieceType.Normal);

    /// <summary>A model with the named pieces and others.</summary>
    public static byte[] Create(IEnumerable<SentencePiece> pieces, int modelType = 2, string? unknownPiece = null)
    {
        using var stream = new MemoryStream();
        using var output = new CodedOutputStream(stream);
        foreach (var piece in Named.Concat(pieces)) Message(output, 1, part => Write(part, piece));
        Message(output, 2, part =>
        {
            part.WriteTag(3, WireFormat.WireType.Varint);
            part.WriteEnum(modelType);
            part.WriteTag(35, WireFormat.WireType.Varint);
            part.WriteBool(true);
            if (unknownPiece is null) return;
            part.WriteTag(45, WireFormat.WireType.LengthDelimited);
            part.WriteString(unknownPiece);
        });
        Message(output, 3, part =>
        {
            part.WriteTag(1, WireFormat.WireType.LengthDelimited);
            part.WriteString("identity");
        });
        output.Flush();
        return stream.ToArray();
    }

    private static void Write(CodedOutputStream part, SentencePiece piece)
    {
        part.WriteTag(1, WireFormat.WireType.LengthDelimited);
        part.WriteString(piece.Text);
        part.WriteTag(2, WireFormat.WireType.Fixed32);
        part.WriteFloat(piece.Score);
        part.WriteTag(3, WireFormat.WireType.Varint);
        part.WriteEnum((int)piece.Type);
    }

    private static void Message(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using var part = new CodedOutputStream(stream);
        write(part);
        part.Flush();
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(stream.ToArray()));
    }
}
