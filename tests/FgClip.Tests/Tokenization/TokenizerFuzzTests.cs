using CsCheck;
using FgClip.Tokenization;

namespace FgClip.Tests.Tokenization;

public class TokenizerFuzzTests
{
    private static readonly byte[] Interesting = [0, 1, 9, 0x7F, 0x80, 0xFF, .. "\n\"{}[,\\-9"u8];

    private static readonly Gen<byte> Value = Gen.OneOf(Gen.Byte, Gen.Int[0, Interesting.Length - 1].Select(i => Interesting[i]));

    [Theory]
    [InlineData("tokenizer.json")]
    [InlineData("tokenizer.model")]
    public void A_damaged_file_is_read_or_refused_but_nothing_else(string name)
    {
        var folder = GoldenTexts.Open("fgclip2-tiny").Checkpoint;
        var original = File.ReadAllBytes(Path.Combine(folder, name));
        // Half of the damage is near the start, where the structure is.
        var place = Gen.OneOf(Gen.Int[0, original.Length - 1], Gen.Int[0, 3000]);
        var change = Gen.Select(Gen.Int[0, 4], place, Gen.Int[1, 64], Value);

        change.Array[1, 6].Sample(
            changes =>
            {
                var data = changes.Aggregate(original, DamagedBytes.Of);
                try
                {
                    TokenizerReader.FromBytes(data, name, new TokenizerConfig { AddEos = true }).Encode("a red cat <eos> 猫 é", 16);
                }
                catch (FgClipException e)
                {
                    Assert.Equal(FgClipErrorKind.Checkpoint, e.Kind);
                    Assert.StartsWith(name, e.Message, StringComparison.Ordinal);
                }
            },
            iter: FuzzRuns.Or(1500));
    }

    [Fact]
    public void Damaged_settings_are_read_or_refused_but_nothing_else()
    {
        var original = File.ReadAllBytes(Path.Combine(GoldenTexts.Open("fgclip2-tiny").Checkpoint, "tokenizer_config.json"));
        var change = Gen.Select(Gen.Int[0, 4], Gen.Int[0, original.Length - 1], Gen.Int[1, 16], Value);

        change.Array[1, 3].Sample(
            changes =>
            {
                var data = changes.Aggregate(original, DamagedBytes.Of);
                using var folder = new TemporaryFolder();
                File.WriteAllBytes(Path.Combine(folder.Path, "tokenizer_config.json"), data);
                try
                {
                    TokenizerConfig.FromFolder(folder.Path);
                }
                catch (FgClipException e)
                {
                    Assert.Equal(FgClipErrorKind.Checkpoint, e.Kind);
                }
            },
            iter: FuzzRuns.Or(1500));
    }
}
