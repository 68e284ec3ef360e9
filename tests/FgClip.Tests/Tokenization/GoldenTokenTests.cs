using FgClip.Tokenization;

namespace FgClip.Tests.Tokenization;

public class GoldenTokenTests
{
    [Theory]
    [InlineData("fgclip2-tiny", "tokenizer.json")]
    [InlineData("fgclip2-tiny", "tokenizer.model")]
    [InlineData("fgclip2-variant", "tokenizer.json")]
    [InlineData("fgclip2-scenes", "tokenizer.json")]
    [InlineData("fgclip2-scenes", "tokenizer.model")]
    public void Ids_equal_those_of_the_official_code(string set, string file)
    {
        var golden = GoldenTexts.Open(set);
        var config = TokenizerConfig.FromFolder(golden.Checkpoint);
        var tokenizer = TokenizerReader.FromFile(Path.Combine(golden.Checkpoint, file), config);

        Assert.NotEmpty(golden.Cases);
        Assert.All(golden.Cases, golden =>
        {
            var tokens = tokenizer.Encode(PythonLowercase.ToLower(golden.Text), golden.Length);
            Assert.Equal(golden.Ids, tokens.Ids);
        });
    }

    [Theory]
    [InlineData("fgclip2-tiny", TokenSide.Right, false)]
    [InlineData("fgclip2-variant", TokenSide.Left, true)]
    public void A_folder_gives_the_tokenizer_with_the_sides_and_the_mask_that_it_configures(string set, TokenSide side, bool mask)
    {
        var golden = GoldenTexts.Open(set);
        var tokenizer = TokenizerReader.FromFolder(golden.Checkpoint);

        var tokens = tokenizer.Encode("a cat", golden.Lengths["short"]);

        Assert.Equal(mask, tokenizer.UsesAttentionMask);
        Assert.Equal(side, tokens.PaddingSide);
        Assert.Equal(1536, tokenizer.VocabularySize);
        Assert.Equal(0, tokenizer.PadId);
        Assert.Equal(tokens.Count, tokens.AttentionMask().Sum());
        Assert.Equal(tokenizer.EncodeUnpadded("a cat"), tokens.Ids[tokens.Start..(tokens.Start + tokens.Count)]);
    }
}
