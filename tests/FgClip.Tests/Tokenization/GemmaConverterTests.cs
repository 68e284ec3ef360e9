using CsCheck;
using FgClip.Tokenization;

namespace FgClip.Tests.Tokenization;

public class GemmaConverterTests
{
    private static readonly TokenizerConfig Bare = new() { AddBos = false };

    [Theory]
    [InlineData("fgclip2-tiny")]
    [InlineData("fgclip2-scenes")]
    public void The_model_file_alone_gives_the_ids_of_tokenizer_json_for_any_text(string set)
    {
        var folder = GoldenTexts.Open(set).Checkpoint;
        var json = TokenizerReader.FromFile(Path.Combine(folder, "tokenizer.json"), Bare);
        var model = TokenizerReader.FromFile(Path.Combine(folder, "tokenizer.model"), Bare);
        string[] units =
        [
            "the ", "cat", "a", " ", "▁", "\n", "\t", "红色", "猫", "é", "e\u0301", "👩\u200D👧", "𠀀",
            "<eos>", "<0x41>", "=", ",", "left of", "aaaaaaaa",
        ];
        var unit = Gen.Int[0, units.Length - 1].Select(i => units[i]);
        var text = Gen.OneOf(unit, Gen.String[Gen.Char.AlphaNumeric, 0, 8], Gen.String[0, 4]).Array[0, 20].Select(string.Concat);

        Assert.Equal(json.VocabularySize, model.VocabularySize);
        text.Sample(sample => json.EncodeUnpadded(sample).SequenceEqual(model.EncodeUnpadded(sample)), iter: 5000);
    }

    [Fact]
    public void Of_equal_scores_the_merge_with_the_longer_halves_comes_first()
    {
        // "aa" is made first; then "aa" + "b" and "b" + "c" compete.
        Assert.Equal([9, 6], Read([.. Letters("abc"), Normal("aa", 0), Normal("bc", -1), Normal("aab", -1)]).EncodeUnpadded("aabc"));
        // "cc" is made first; then "a" + "b" and "b" + "cc" compete.
        Assert.Equal([4, 9], Read([.. Letters("abc"), Normal("cc", 0), Normal("ab", -1), Normal("bcc", -1)]).EncodeUnpadded("abcc"));
    }

    [Fact]
    public void Lengths_are_in_code_points()
    {
        // "𠀀" + "b" and "b" + "c" tie, although the first has more UTF-16 units and bytes: the vocabulary's order decides.
        SentencePiece[] letters = [.. Letters("bc"), Normal("𠀀", -100)];

        Assert.Equal([6, 7], Read([.. letters, Normal("bc", -1), Normal("𠀀b", -1)]).EncodeUnpadded("𠀀bc"));
        Assert.Equal([7, 5], Read([.. letters, Normal("𠀀b", -1), Normal("bc", -1)]).EncodeUnpadded("𠀀bc"));
    }

    [Fact]
    public void Of_merges_that_tie_in_all_the_order_of_the_vocabulary_decides()
    {
        Assert.Equal([4, 7], Read([.. Letters("abc"), Normal("bc", -1), Normal("ab", -1)]).EncodeUnpadded("abc"));
        Assert.Equal([7, 6], Read([.. Letters("abc"), Normal("ab", -1), Normal("bc", -1)]).EncodeUnpadded("abc"));
        Assert.Equal([8, 6], Read([.. Letters("abc"), Normal("bc", -2), Normal("ab", -1)]).EncodeUnpadded("abc"));
    }

    [Fact]
    public void The_tab_takes_the_place_of_its_byte()
    {
        var tokenizer = Read([Byte(9), .. Letters("a"), Normal("\ta", -1)]);

        Assert.Equal([4, 6], tokenizer.EncodeUnpadded("\t\ta"));
    }

    [Fact]
    public void A_tab_that_is_a_piece_leaves_its_byte_alone()
    {
        var tokenizer = Read([Byte(9), .. Letters("\ta"), Normal("\ta", -1)]);

        Assert.Equal([5, 7], tokenizer.EncodeUnpadded("\t\ta"));
    }

    [Fact]
    public void Control_and_user_defined_pieces_are_matched_in_the_text_as_written()
    {
        var tokenizer = Read(
            [.. Letters("ab"), new("x y", 0, SentencePieceType.UserDefined), new("<c>", 0, SentencePieceType.Control)]);

        Assert.Equal([4, 6, 5, 7, 2], tokenizer.EncodeUnpadded("ax yb<c><bos>"));
    }

    [Fact]
    public void The_first_three_pieces_take_the_names_of_the_configuration()
    {
        var config = new TokenizerConfig { AddBos = true, AddEos = true, BosToken = "<s>", EosToken = "</s>" };
        var tokenizer = TokenizerReader.FromBytes(SentencePieceFile.Create(Letters("a")), "tokenizer.model", config);

        // The model's own names remain added tokens, with ids of their own.
        Assert.Equal([2, 4, 1, 1], tokenizer.EncodeUnpadded("a</s>"));
        Assert.Equal([2, 5, 6, 1], tokenizer.EncodeUnpadded("<eos><bos>"));
        Assert.Equal(7, tokenizer.VocabularySize);
    }

    [Fact]
    public void The_unknown_piece_is_the_one_that_the_trainer_names()
    {
        var data = SentencePieceFile.Create([.. Letters("a"), Normal("<??>", 0)], unknownPiece: "<??>");

        Assert.Equal([4, 5], TokenizerReader.FromBytes(data, "tokenizer.model", Bare).EncodeUnpadded("axx"));
    }

    [Theory]
    [InlineData(1, "a unigram model")]
    [InlineData(3, "model_type 3")]
    public void Models_of_another_kind_are_refused(int modelType, string got)
    {
        var data = SentencePieceFile.Create(Letters("a"), modelType);

        var error = Assert.Throws<FgClipException>(() => TokenizerReader.FromBytes(data, "tokenizer.model", Bare));
        Assert.Equal(FgClipErrorKind.Checkpoint, error.Kind);
        Assert.Contains(got, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Malformed_models_are_refused_with_file_and_place()
    {
        Refused(SentencePieceFile.Create([Normal("a", 0), Normal("a", 0)]), "appears twice");
        Refused(SentencePieceFile.Create([Normal("", 0)]), "empty");
        Refused(SentencePieceFile.Create([Normal("a", float.NaN)]), "not a number");
        Refused(SentencePieceFile.Create([Normal(new string('a', 2000), 0)]), "2000 bytes");
        Refused(SentencePieceFile.Create([]).AsSpan(0, 20).ToArray(), "byte ");
        Refused([], "unigram");
        Refused([0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], "malformed");
        Refused([0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F], "byte ");
        Refused([0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07], "longer than the file");
        Refused([0x0A, 0x03, 0x0A, 0x05, 0x41], "byte ");
        Refused([0x0A, 0x03, 0x0A, 0x01, 0xC3], "not UTF-8");
        Refused([.. Enumerable.Repeat((byte)0x0B, 5000)], "malformed");
        Refused(System.Text.Encoding.UTF8.GetBytes("not a model"), "malformed");

        static void Refused(byte[] data, string what)
        {
            var error = Assert.Throws<FgClipException>(() => TokenizerReader.FromBytes(data, "tokenizer.model", Bare));
            Assert.Equal(FgClipErrorKind.Checkpoint, error.Kind);
            Assert.StartsWith("tokenizer.model", error.Message, StringComparison.Ordinal);
            Assert.Contains(what, error.Message, StringComparison.Ordinal);
        }
    }

    private static ITextTokenizer Read(SentencePiece[] pieces) =>
        TokenizerReader.FromBytes(SentencePieceFile.Create(pieces), "tokenizer.model", Bare);

    private static SentencePiece[] Letters(string letters) => [.. letters.Select(letter => Normal(letter.ToString(), -100))];

    private static SentencePiece Normal(string text, float score) => SentencePieceFile.Normal(text, score);

    private static SentencePiece Byte(int value) => new($"<0x{value:X2}>", 0, SentencePieceType.Byte);
}
