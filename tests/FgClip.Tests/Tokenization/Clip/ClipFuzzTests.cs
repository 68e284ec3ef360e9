using CsCheck;
using FgClip.Tokenization.Clip;

namespace FgClip.Tests.Tokenization.Clip;

public class ClipFuzzTests
{
    private static readonly byte[] Interesting = [0, 9, 0x7F, 0x80, 0xFF, .. "\n \"{}[,\\-9#"u8];

    private static readonly Gen<byte> Value = Gen.OneOf(Gen.Byte, Gen.Int[0, Interesting.Length - 1].Select(i => Interesting[i]));

    [Theory]
    [InlineData("vocab.json")]
    [InlineData("merges.txt")]
    [InlineData("tokenizer.json")]
    public void A_damaged_file_is_read_or_refused_but_nothing_else(string name)
    {
        var original = name == "tokenizer.json"
            ? System.Text.Encoding.UTF8.GetBytes(ClipFiles.Json().ToJsonString())
            : File.ReadAllBytes(Path.Combine(ClipFiles.Checkpoint, name));
        using var folder = new TemporaryFolder().WithCopy(ClipFiles.Vocabulary).WithCopy(ClipFiles.Merges);
        var path = Path.Combine(folder.Path, name);
        // Half of the damage is near the start, where the structure is.
        var place = Gen.OneOf(Gen.Int[0, original.Length - 1], Gen.Int[0, 1500]);
        Gen.Select(Gen.Int[0, 4], place, Gen.Int[1, 64], Value).Array[1, 5].Sample(
            changes =>
            {
                File.WriteAllBytes(path, changes.Aggregate(original, DamagedBytes.Of));
                try
                {
                    ClipTokenizerReader.FromFolder(folder.Path).Encode("A red cat <|endoftext|> 猫 é", 16);
                }
                catch (FgClipException e)
                {
                    Assert.Equal(FgClipErrorKind.Checkpoint, e.Kind);
                    Assert.StartsWith(folder.Path, e.Message, StringComparison.Ordinal);
                }
            },
            iter: FuzzRuns.Or(1500),
            threads: 1);
    }

    [Fact]
    public void Every_text_gives_ids_of_the_vocabulary()
    {
        var tokenizer = ClipTokenizerReader.FromFolder(ClipFiles.Checkpoint);
        Gen.String.Sample(
            text =>
            {
                var tokens = tokenizer.Encode(text, 77);
                Assert.Equal((77, 930, 931), (tokens.Ids.Length, tokens.Ids[0], tokens.Ids[tokens.Count - 1]));
                Assert.All(tokens.Ids, id => Assert.InRange(id, 0, 931));
            },
            iter: FuzzRuns.Or(5000));
    }
}
