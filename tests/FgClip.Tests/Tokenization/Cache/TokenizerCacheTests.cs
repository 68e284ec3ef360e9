using CsCheck;
using FgClip.Tokenization;
using FgClip.Tokenization.Cache;

namespace FgClip.Tests.Tokenization.Cache;

public class TokenizerCacheTests
{
    private static readonly TokenizerConfig Config = new() { AddEos = true };

    private static readonly string[] Texts = ["a red cat", "两只蓝色的狗 <eos>", "é\t\n 1×1 🦊", "", "<start_of_turn> x"];

    [Theory]
    [InlineData("fgclip2-tiny")]
    [InlineData("fgclip2-variant")]
    [InlineData("fgclip2-scenes")]
    public void The_kept_form_gives_the_ids_of_the_official_code(string set)
    {
        using var folder = new TemporaryFolder();
        var golden = GoldenTexts.Open(set);
        var (file, config) = (Path.Combine(golden.Checkpoint, "tokenizer.json"), TokenizerConfig.FromFolder(golden.Checkpoint));
        var cache = new TokenizerCache(folder.Path, smallestSource: 0);
        Assert.Null(cache.Find(cache.HashOf(file)!.Value));

        TokenizerReader.FromFile(file, config, cache);
        Assert.NotNull(cache.Find(cache.HashOf(file)!.Value));
        var kept = TokenizerReader.FromFile(file, config, cache);

        Assert.NotEmpty(golden.Cases);
        Assert.All(golden.Cases, one => Assert.Equal(one.Ids, kept.Encode(PythonLowercase.ToLower(one.Text), one.Length).Ids));
    }

    [Fact]
    public void Every_setting_is_kept()
    {
        var json = TokenizerJson.Create(["a", "b", "ab", "bb", "▁", "A"], "a b", "b b", "a b")
            .WithAdded("<x>", special: true, left: true).WithAdded("y", normalized: true, word: true, right: true)
            .With("padding", new System.Text.Json.Nodes.JsonObject { ["direction"] = "Right" })
            .With("truncation", new System.Text.Json.Nodes.JsonObject { ["direction"] = "Left" })
            .With("pre_tokenizer", System.Text.Json.Nodes.JsonNode.Parse(
                """{"type": "Split", "pattern": {"String": " "}, "behavior": "MergedWithPrevious"}"""))
            .With("normalizer", System.Text.Json.Nodes.JsonNode.Parse(
                """{"type": "Sequence", "normalizers": [{"type": "Lowercase"}, {"type": "Prepend", "prepend": "▁"}, {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]}"""))
            .With("model.ignore_merges", true);
        var read = TokenizerJsonReader.Read(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), "tokenizer.json");

        var kept = DefinitionReader.Read(DefinitionWriter.Write(read), 0);

        Assert.Equal(read.AddedTokens, kept.AddedTokens);
        Assert.Equal(read.Separators, kept.Separators);
        Assert.Equal(read.Normalizer.Steps, kept.Normalizer.Steps);
        Assert.Equal(
            (read.Settings, read.PaddingSide, read.TruncationSide, read.ListsSpecialTokens),
            (kept.Settings, kept.PaddingSide, kept.TruncationSide, kept.ListsSpecialTokens));
        foreach (var text in new[] { "abb", "ABB ab", " y <x> a", "abbabb" })
            Assert.Equal(new BpeTokenizer(read, Config, "").EncodeUnpadded(text), new BpeTokenizer(kept, Config, "").EncodeUnpadded(text));
    }

    [Fact]
    public void A_changed_file_is_noticed_though_its_length_and_date_are_the_same()
    {
        using TemporaryFolder folder = new(), source = new();
        var cache = new TokenizerCache(folder.Path, smallestSource: 0);
        var file = Path.Combine(source.Path, "tokenizer.json");
        source.With("tokenizer.json", TokenizerJson.Create(["a", "b"]).ToJsonString());
        var date = File.GetLastWriteTimeUtc(file);
        Assert.Equal([2, 4, 1], TokenizerReader.FromFile(file, Config, cache).EncodeUnpadded("a"));

        source.With("tokenizer.json", TokenizerJson.Create(["b", "a"]).ToJsonString());
        File.SetLastWriteTimeUtc(file, date);

        Assert.Equal([2, 5, 1], TokenizerReader.FromFile(file, Config, cache).EncodeUnpadded("a"));
    }

    [Fact]
    public void A_damaged_file_counts_as_absent_and_is_written_again()
    {
        using var folder = new TemporaryFolder();
        var cache = new TokenizerCache(folder.Path, smallestSource: 0);
        var (file, kept) = Keep(cache);
        var original = File.ReadAllBytes(kept);
        var expected = Ids(TokenizerReader.FromFile(file, Config, new TokenizerCache(null)));
        var change = Gen.Select(Gen.Int[0, 3], Gen.OneOf(Gen.Int[0, original.Length - 1], Gen.Int[0, 200]), Gen.Byte[1, 255]);

        change.Sample(
            damage =>
            {
                File.WriteAllBytes(kept, Damage(original, damage));

                Assert.Null(cache.Find(cache.HashOf(file)!.Value));
                Assert.Equal(expected, Ids(TokenizerReader.FromFile(file, Config, cache)));
                Assert.Equal(original, File.ReadAllBytes(kept));
            },
            iter: 60,
            threads: 1); // one folder
    }

    [Fact]
    public void Bytes_that_are_no_definition_are_refused_though_their_checksum_is_right()
    {
        var original = DefinitionWriter.Write(TokenizerJsonReader.Read(File.ReadAllBytes(Path.Combine(TestData.ScenesModel, "tokenizer.json")), "x"));
        var change = Gen.Select(Gen.Int[0, 3], Gen.OneOf(Gen.Int[0, original.Length - 1], Gen.Int[0, 400]), Gen.Byte[1, 255]);

        change.Array[1, 4].Sample(
            changes =>
            {
                try
                {
                    var definition = DefinitionReader.Read(changes.Aggregate(original, Damage), 0);
                    Ids(new BpeTokenizer(definition, Config, "x"));
                }
                catch (Exception error) when (error is InvalidDataException or FgClipException)
                {
                }
            },
            iter: 300);
    }

    [Fact]
    public void The_file_of_another_build_is_not_used()
    {
        using var folder = new TemporaryFolder();
        var cache = new TokenizerCache(folder.Path, smallestSource: 0);
        var (file, kept) = Keep(cache);
        var bytes = File.ReadAllBytes(kept);
        bytes[8] ^= 1; // the first byte of the build's identity
        File.WriteAllBytes(kept, bytes);

        Assert.Null(cache.Find(cache.HashOf(file)!.Value));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_no_error()
    {
        using var folder = new TemporaryFolder().With("file", "");
        var file = Path.Combine(TestData.ScenesModel, "tokenizer.json");
        var expected = Ids(TokenizerReader.FromFile(file, Config, new TokenizerCache(null)));

        foreach (var path in new[] { Path.Combine(folder.Path, "file", "tokenizers"), Path.Combine(folder.Path, "file"), "\0" })
            Assert.Equal(expected, Ids(TokenizerReader.FromFile(file, Config, new TokenizerCache(path, smallestSource: 0))));
    }

    [Fact]
    public void A_file_that_cannot_be_replaced_is_no_error_and_leaves_no_rest()
    {
        using var folder = new TemporaryFolder();
        var cache = new TokenizerCache(folder.Path, smallestSource: 0);
        var file = Path.Combine(TestData.ScenesModel, "tokenizer.json");
        Directory.CreateDirectory(Path.Combine(cache.FileOf(cache.HashOf(file)!.Value), "in the way"));

        Assert.NotEmpty(Ids(TokenizerReader.FromFile(file, Config, cache)));
        Assert.Empty(Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public void Only_the_newest_files_stay_and_small_or_foreign_sources_are_not_kept()
    {
        using TemporaryFolder folder = new(), sources = new();
        var cache = new TokenizerCache(folder.Path, smallestSource: 0);
        for (var i = 0; i < 12; i++)
        {
            sources.With($"{i}.json", TokenizerJson.Create(["a", $"{i}"]).ToJsonString());
            TokenizerReader.FromFile(Path.Combine(sources.Path, $"{i}.json"), Config, cache);
        }

        Assert.Equal(8, Directory.GetFiles(folder.Path).Length);
        Assert.NotNull(cache.Find(cache.HashOf(Path.Combine(sources.Path, "11.json"))!.Value));
        Assert.Null(new TokenizerCache(folder.Path).HashOf(Path.Combine(sources.Path, "11.json")));
        Assert.Null(cache.HashOf(Path.Combine(TestData.ScenesModel, "tokenizer.model")));
        Assert.Null(cache.HashOf(Path.Combine(sources.Path, "none.json")));
    }

    [Fact]
    public async Task Many_readers_and_writers_at_once_get_the_same_ids()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(TestData.ScenesModel, "tokenizer.json");
        var expected = Ids(TokenizerReader.FromFile(file, Config, new TokenizerCache(null)));

        var all = await Task.WhenAll(Enumerable.Range(0, 16).Select(
            _ => Task.Run(() => Ids(TokenizerReader.FromFile(file, Config, new TokenizerCache(folder.Path, smallestSource: 0))))));

        Assert.All(all, ids => Assert.Equal(expected, ids));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    private static (string File, string Kept) Keep(TokenizerCache cache)
    {
        var file = Path.Combine(TestData.ScenesModel, "tokenizer.json");
        TokenizerReader.FromFile(file, Config, cache);
        return (file, cache.FileOf(cache.HashOf(file)!.Value));
    }

    private static int[][] Ids(ITextTokenizer tokenizer) => [.. Texts.Select(tokenizer.EncodeUnpadded)];

    private static byte[] Damage(byte[] data, (int Kind, int Place, byte Value) change)
    {
        var (kind, place, value) = change;
        place = Math.Min(place, data.Length - 1);
        return kind switch
        {
            0 => [.. data[..place], (byte)(data[place] ^ value), .. data[(place + 1)..]],
            1 => [.. data[..place], .. data[Math.Min(data.Length, place + value)..], 0],
            2 => [.. data[..place], value, .. data[place..]],
            _ => data[..Math.Max(1, place)],
        };
    }
}
