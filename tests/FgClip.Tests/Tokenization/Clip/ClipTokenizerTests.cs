using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using FgClip.Tokenization;
using FgClip.Tokenization.Clip;

namespace FgClip.Tests.Tokenization.Clip;

public class ClipTokenizerTests
{
    /// <summary>Names CLIP's published vocabulary: tokenizer.json, vocab.json or the merges.</summary>
    private const string Variable = "FGCLIP_CLIP_TOKENIZER";

    [Theory]
    [InlineData("vocab.json")]
    [InlineData("merges.txt")] // with vocab.json beside it
    [InlineData("merges alone")]
    [InlineData("merges.gz")]
    [InlineData("tokenizer.json")]
    [InlineData("pairs.json")] // merges as pairs, as newer files have them
    public void Ids_equal_those_of_the_official_code(string form)
    {
        var golden = GoldenTexts.Open("fgclip1-tiny");
        using var folder = new TemporaryFolder();
        var config = TokenizerConfigReader.Read(golden.Checkpoint, ClipTokenizerReader.Defaults, "CLIPTokenizer");
        var tokenizer = ClipTokenizerReader.FromFile(FileOf(form, folder.Path), config);

        Assert.NotEmpty(golden.Cases);
        Assert.All(golden.Cases, golden => Assert.Equal(golden.Ids, tokenizer.Encode(golden.Text, golden.Length).Ids));
    }

    [Fact]
    public void A_folder_gives_the_tokenizer_padded_with_the_end_token_on_the_right()
    {
        var tokenizer = ClipTokenizerReader.FromFolder(ClipFiles.Checkpoint);

        var tokens = tokenizer.Encode("a cat", 9);

        Assert.Equal((932, 931, false), (tokenizer.VocabularySize, tokenizer.PadId, tokenizer.UsesAttentionMask));
        Assert.Equal((930, 931), (tokens.Ids[0], tokens.Ids[^1]));
        Assert.Equal(TokenSide.Right, tokens.PaddingSide);
        Assert.Equal(tokenizer.EncodeUnpadded("a cat"), tokens.Ids[..tokens.Count]);
        Assert.Equal(tokenizer.EncodeUnpadded("A  \n CAT "), tokenizer.EncodeUnpadded("a cat"));
    }

    [Fact]
    public void The_end_token_is_never_cut_off()
    {
        var tokenizer = ClipTokenizerReader.FromFolder(ClipFiles.Checkpoint);

        var tokens = tokenizer.Encode(string.Concat(Enumerable.Repeat("dog ", 50)), 7);

        Assert.True(tokens.Truncated);
        Assert.Equal((7, 930, 931), (tokens.Count, tokens.Ids[0], tokens.Ids[^1]));
        Assert.Throws<FgClipException>(() => tokenizer.Encode("a", 1));
    }

    [Fact]
    public void Half_a_surrogate_pair_counts_as_the_replacement_character()
    {
        var tokenizer = ClipTokenizerReader.FromFolder(ClipFiles.Checkpoint);

        Assert.Equal(tokenizer.EncodeUnpadded("a \uFFFD b"), tokenizer.EncodeUnpadded("a \uD83D b"));
    }

    [Theory]
    [InlineData("'model.end_of_word_suffix'", "end_of_word_suffix", null)]
    [InlineData("'model.byte_fallback'", "byte_fallback", true)]
    [InlineData("'model.type'", "type", "WordPiece")]
    public void A_model_that_is_not_CLIPs_is_refused_by_its_setting(string says, string setting, object? value)
    {
        var json = ClipFiles.Json();
        json["model"]![setting] = value is null ? null : JsonSerializer.SerializeToNode(value);

        Assert.Contains(says, Refusal(json), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_steps_than_CLIPs_are_refused()
    {
        var json = ClipFiles.Json();
        json["pre_tokenizer"]!["pretokenizers"]![0]!["pattern"]!["Regex"] = @"\w+";
        Assert.Contains("'pre_tokenizer' is not supported", Refusal(json), StringComparison.Ordinal);

        json = ClipFiles.Json();
        json["normalizer"]!["normalizers"]![0]!["type"] = "NFKC";
        Assert.Contains("NFC", Refusal(json), StringComparison.Ordinal);

        json = ClipFiles.Json();
        json["added_tokens"]![0]!["id"] = 3;
        Assert.Contains("contradicts the vocabulary", Refusal(json), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":0,"b":0}""", "a b\n", "two pieces have the id 0")]
    [InlineData("""{"a":0,"b":5}""", "a b\n", "'b' is not usable")]
    [InlineData("{}", "a b\n", "the vocabulary is empty")]
    [InlineData("""{"a":0,"b":1}""", "#version: 0.2\na b\n", "merge 2 needs 'ab', which is not in the vocabulary")]
    [InlineData("""{"a":0,"b":1}""", "#version: 0.2\na b c\n", "line 2 does not name two pieces")]
    [InlineData("""{"a":0,"b":1}""", "#version: 0.2\n", "there are no merges")]
    [InlineData("""{"a":0,"b":1,"ab":2}""", "a b\n", "neither 'Ā' nor the unknown token '<|endoftext|>'")]
    public void Files_that_do_not_fit_say_why(string vocabulary, string merges, string says)
    {
        using var folder = new TemporaryFolder().With("vocab.json", vocabulary).With("merges.txt", merges);

        var error = Assert.Throws<FgClipException>(() => ClipTokenizerReader.FromFolder(folder.Path));

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(FgClipErrorKind.Checkpoint, error.Kind);
    }

    [Fact]
    public void A_folder_without_a_tokenizer_or_with_another_class_is_refused()
    {
        using var empty = new TemporaryFolder();
        Assert.Contains("tokenizer.json, or vocab.json and merges.txt", Assert.Throws<FgClipException>(() => ClipTokenizerReader.FromFolder(empty.Path)).Message, StringComparison.Ordinal);

        using var other = new TemporaryFolder().WithCopy(ClipFiles.Vocabulary).WithCopy(ClipFiles.Merges)
            .With("tokenizer_config.json", """{"tokenizer_class":"GemmaTokenizer"}""");
        Assert.Contains("CLIPTokenizer or CLIPTokenizerFast", Assert.Throws<FgClipException>(() => ClipTokenizerReader.FromFolder(other.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Ids_equal_those_of_the_official_code_with_the_published_vocabulary()
    {
        var file = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(file), $"{Variable} does not name CLIP's vocabulary");
        var tokenizer = ClipTokenizerReader.FromFile(file!);

        Assert.Equal(49408, tokenizer.VocabularySize);
        Assert.All(File.ReadLines(TestData.Golden("clip-tokens", "cases.jsonl")), line =>
        {
            using var json = JsonDocument.Parse(line);
            int[] ids = [.. json.RootElement.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
            Assert.Equal(ids, tokenizer.EncodeUnpadded(json.RootElement.GetProperty("text").GetString()!));
        });
    }

    private static string FileOf(string form, string folder)
    {
        var path = Path.Combine(folder, form);
        switch (form)
        {
            case "merges alone":
                File.Copy(ClipFiles.Merges, path);
                return path;
            case "merges.gz":
                using (var zipped = new GZipStream(File.Create(path), CompressionLevel.Fastest)) zipped.Write(File.ReadAllBytes(ClipFiles.Merges));
                return path;
            case "tokenizer.json":
                File.WriteAllText(path, ClipFiles.Json().ToJsonString());
                return path;
            case "pairs.json":
                var json = ClipFiles.Json();
                var pairs = json["model"]!["merges"]!.AsArray().Select(merge => new JsonArray([.. merge!.GetValue<string>().Split(' ').Select(half => JsonValue.Create(half))]));
                json["model"]!["merges"] = new JsonArray([.. pairs]);
                File.WriteAllText(path, json.ToJsonString());
                return path;
            default:
                return Path.Combine(ClipFiles.Checkpoint, form);
        }
    }

    private static string Refusal(JsonObject json)
    {
        using var folder = new TemporaryFolder().With("tokenizer.json", json.ToJsonString());
        return Assert.Throws<FgClipException>(() => ClipTokenizerReader.FromFolder(folder.Path)).Message;
    }
}
