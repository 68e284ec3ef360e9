using System.Globalization;
using System.Text;
using Google.Protobuf;

namespace FgClip.Tokenization;

/// <summary>Reads the parts of a SentencePiece ModelProto that a byte-pair tokenizer needs.</summary>
internal static class SentencePieceReader
{
    // Every way to cut a piece in two becomes a candidate merge; the longest of Gemma's pieces has 226 characters.
    private const int LongestPiece = 1024;
    private const int BpeModelType = 2;
    private const int UnigramModelType = 1;

    // Field numbers of sentencepiece_model.proto.
    private const int PiecesField = 1;
    private const int TrainerField = 2;
    private const int TextField = 1;
    private const int ScoreField = 2;
    private const int TypeField = 3;
    private const int ModelTypeField = 3;
    private const int UnknownPieceField = 45;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a whole file.</summary>
    /// <param name="data">Its bytes.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <exception cref="FgClipException">The file is malformed, or not a byte-pair model.</exception>
    public static SentencePieceModel Read(byte[] data, string file)
    {
        using var input = new CodedInputStream(data);
        try
        {
            return Read(input, data.Length, file);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw Malformed($"the file is malformed: {e.Message}", input, file, e);
        }
    }

    private static SentencePieceModel Read(CodedInputStream input, long end, string file)
    {
        var pieces = new List<SentencePiece>();
        var unknown = "<unk>";
        var modelType = UnigramModelType; // what the format says where the field is absent
        while (input.Position < end)
        {
            var tag = input.ReadTag();
            if (tag == Tag(PiecesField, WireFormat.WireType.LengthDelimited))
                pieces.Add(ReadPiece(input, end, file));
            else if (tag == Tag(TrainerField, WireFormat.WireType.LengthDelimited))
                ReadTrainer(input, end, file, ref modelType, ref unknown);
            else
                input.SkipLastField();
        }

        if (modelType != BpeModelType)
        {
            throw new FgClipException(
                FgClipErrorKind.Checkpoint,
                "this kind of SentencePiece model is not supported",
                file,
                "a byte-pair model (model_type 2)",
                modelType == UnigramModelType ? "a unigram model" : string.Create(CultureInfo.InvariantCulture, $"model_type {modelType}"));
        }

        return new SentencePieceModel { Pieces = pieces, UnknownPiece = unknown };
    }

    private static SentencePiece ReadPiece(CodedInputStream input, long outer, string file)
    {
        var end = ReadEnd(input, outer, file);
        var (text, score, type) = ("", 0f, SentencePieceType.Normal);
        while (input.Position < end)
        {
            var tag = input.ReadTag();
            if (tag == Tag(TextField, WireFormat.WireType.LengthDelimited)) text = ReadText(input, file);
            else if (tag == Tag(ScoreField, WireFormat.WireType.Fixed32)) score = input.ReadFloat();
            else if (tag == Tag(TypeField, WireFormat.WireType.Varint)) type = (SentencePieceType)input.ReadEnum();
            else input.SkipLastField();
        }

        if (input.Position != end) throw Malformed("a piece ends beyond its length", input, file);
        if (text.Length == 0) throw Malformed("a piece is empty", input, file);
        if (float.IsNaN(score)) throw Malformed($"the score of '{text}' is not a number", input, file);
        return new SentencePiece(text, score, type);
    }

    private static void ReadTrainer(CodedInputStream input, long outer, string file, ref int modelType, ref string unknown)
    {
        var end = ReadEnd(input, outer, file);
        while (input.Position < end)
        {
            var tag = input.ReadTag();
            if (tag == Tag(ModelTypeField, WireFormat.WireType.Varint)) modelType = input.ReadEnum();
            else if (tag == Tag(UnknownPieceField, WireFormat.WireType.LengthDelimited)) unknown = ReadText(input, file);
            else input.SkipLastField();
        }

        if (input.Position != end) throw Malformed("trainer_spec ends beyond its length", input, file);
    }

    private static uint Tag(int field, WireFormat.WireType type) => WireFormat.MakeTag(field, type);

    private static long ReadEnd(CodedInputStream input, long outer, string file)
    {
        var length = input.ReadLength();
        if (length < 0 || length > outer - input.Position) throw Malformed("a part is longer than the file", input, file);
        return input.Position + length;
    }

    private static string ReadText(CodedInputStream input, string file)
    {
        var bytes = input.ReadBytes();
        if (bytes.Length > LongestPiece)
        {
            var what = string.Create(CultureInfo.InvariantCulture, $"a piece has {bytes.Length} bytes, more than {LongestPiece}");
            throw Malformed(what, input, file);
        }

        try
        {
            return Strict.GetString(bytes.Span);
        }
        catch (DecoderFallbackException e)
        {
            throw Malformed("a piece is not UTF-8", input, file, e);
        }
    }

    private static FgClipException Malformed(string what, CodedInputStream input, string file, Exception? inner = null) => new(
        FgClipErrorKind.Checkpoint,
        what,
        string.Create(CultureInfo.InvariantCulture, $"{file}, byte {input.Position}"),
        inner: inner);
}
