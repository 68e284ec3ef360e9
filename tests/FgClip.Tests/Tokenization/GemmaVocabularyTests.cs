using System.Text.Json;
using FgClip.Tokenization;
using FgClip.Tokenization.Cache;

namespace FgClip.Tests.Tokenization;

/// <summary>The 256,000 pieces of the published checkpoints, where the machine has them.</summary>
public class GemmaVocabularyTests
{
    private const string Variable = "FGCLIP_GEMMA_TOKENIZER";

    private static string? File => Environment.GetEnvironmentVariable(Variable);

    [Fact]
    [Trait("Category", "Slow")]
    public void Ids_equal_those_of_the_official_code_with_the_published_vocabulary()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(File), $"{Variable} does not name the published tokenizer.json");
        using var set = JsonDocument.Parse(System.IO.File.ReadAllBytes(TestData.Golden("gemma-tokens", "set.json")));
        using var folder = new TemporaryFolder();
        var config = new TokenizerConfig
        {
            AddBos = set.RootElement.GetProperty("add_bos").GetBoolean(),
            AddEos = set.RootElement.GetProperty("add_eos").GetBoolean(),
            PaddingSide = Enum.Parse<TokenSide>(set.RootElement.GetProperty("padding_side").GetString()!, ignoreCase: true),
        };

        var cache = new TokenizerCache(folder.Path);
        Assert.Null(cache.Find(cache.HashOf(File!)!.Value));
        AssertIds(TokenizerReader.FromFile(File!, config, cache));
        Assert.NotNull(cache.Find(cache.HashOf(File!)!.Value));
        AssertIds(TokenizerReader.FromFile(File!, config, cache)); // of the kept form
    }

    private static void AssertIds(ITextTokenizer tokenizer)
    {
        Assert.All(System.IO.File.ReadLines(TestData.Golden("gemma-tokens", "cases.jsonl")), line =>
        {
            using var json = JsonDocument.Parse(line);
            var text = PythonLowercase.ToLower(json.RootElement.GetProperty("text").GetString()!);
            Assert.Equal(Ids(json, "ids"), tokenizer.EncodeUnpadded(text));
            // Only some cases are also given padded and cut.
            if (json.RootElement.TryGetProperty("ids64", out _)) Assert.Equal(Ids(json, "ids64"), tokenizer.Encode(text, 64).Ids);
        });
    }

    private static int[] Ids(JsonDocument json, string name) =>
        [.. json.RootElement.GetProperty(name).EnumerateArray().Select(id => id.GetInt32())];
}
