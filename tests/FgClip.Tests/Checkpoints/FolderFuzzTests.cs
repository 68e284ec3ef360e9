using System.Diagnostics;
using CsCheck;
using FgClip.Checkpoints;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Model;

namespace FgClip.Tests.Checkpoints;

/// <summary>
/// Folders of both families with one file that says something else: they open, with their tokenizer, or are refused with
/// the one exception type, as quickly as ever.
/// </summary>
public sealed class FolderFuzzTests : IDisposable
{
    /// <summary>A hundred times what one file takes, so that a busy machine does not count as hanging.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("fgclip2-variant", "config.json")]
    [InlineData("fgclip1-tiny", "config.json")]
    [InlineData("fgclip2-variant", "model.safetensors.index.json")]
    [InlineData("fgclip2-variant", "preprocessor_config.json")]
    [InlineData("fgclip1-tiny", "preprocessor_config.json")]
    public void What_describes_the_model_is_damaged(string set, string name) => Sample(set, name, FuzzRuns.Or(1000), () =>
    {
        using var checkpoint = Checkpoint.Open(_folder.Path);
        _ = (checkpoint.Hash, ModelFamily.Of(checkpoint).GridOf(640, 480, null));
    });

    [Theory]
    [InlineData("fgclip2-tiny", "tokenizer.json")]
    [InlineData("fgclip2-tiny", "tokenizer_config.json")]
    [InlineData("fgclip2-tiny", "special_tokens_map.json")]
    [InlineData("fgclip1-tiny", "vocab.json")]
    [InlineData("fgclip1-tiny", "tokenizer_config.json")]
    [InlineData("fgclip1-tiny", "special_tokens_map.json")]
    public void What_describes_the_tokenizer_is_damaged(string set, string name) => Sample(set, name, FuzzRuns.Or(200), () =>
    {
        using var checkpoint = Checkpoint.Open(_folder.Path);
        var family = ModelFamily.Of(checkpoint);
        var tokens = family.OpenTokenizer().Encode(family.Prepare("A red cat <eos> 猫 é"), 16);
        Assert.All(tokens.Ids, id => Assert.True(id >= 0));
    });

    // What opens is not only read: every session is made, and answers.
    [Theory]
    [InlineData("fgclip2-variant", "config.json")]
    [InlineData("fgclip1-tiny", "config.json")]
    [InlineData("fgclip2-variant", "preprocessor_config.json")]
    [InlineData("fgclip1-tiny", "preprocessor_config.json")]
    public void A_model_that_opens_answers(string set, string name)
    {
        var picture = PictureReader.Read(TestData.Golden("fgclip2-tiny", "inputs", "small.bmp"));
        Sample(set, name, FuzzRuns.Or(200) / 10, () =>
        {
            using var encoder = FgClipEncoder.Open(_folder.Path);
            var image = encoder.EncodeImageAsync(picture, new ImageEncodingOptions { Parts = ImageParts.All, MaxPatches = 128 }).GetAwaiter().GetResult();
            var text = encoder.EncodeTextsAsync(["a red cat"], TextKind.Long).GetAwaiter().GetResult()[0];
            Assert.Equal((encoder.FeatureDimension, true), (image.Feature.Length, text.Feature.Length > 0));
        });
    }

    // Where another program wrote the file, headers of tensors: every number and name of it.
    [Theory]
    [InlineData("fgclip2-tiny")]
    [InlineData("fgclip1-tiny")]
    public void The_header_of_the_tensors_is_damaged(string set)
    {
        _folder.CopyOf(TestData.Golden(set, "checkpoint"));
        var path = _folder.At("model.safetensors");
        var bytes = File.ReadAllBytes(path);
        var length = (int)BitConverter.ToInt64(bytes);
        var header = System.Text.Encoding.UTF8.GetString(bytes, 8, length);
        JsonDamage.Changes.Sample(
            changes =>
            {
                var damaged = System.Text.Encoding.UTF8.GetBytes(JsonDamage.Apply(header, changes));
                using (var file = File.Create(path))
                {
                    file.Write(BitConverter.GetBytes((long)damaged.Length));
                    file.Write(damaged);
                    file.Write(bytes.AsSpan(8 + length, 4096)); // too short for most, as after a download that was cut
                }

                Tolerate(() => Checkpoint.Open(_folder.Path).Dispose());
            },
            iter: FuzzRuns.Or(1000),
            threads: 1);
    }

    private void Sample(string set, string name, int runs, Action open)
    {
        _folder.CopyOf(TestData.Golden(set, "checkpoint"));
        var valid = File.ReadAllText(_folder.At(name));
        open(); // undamaged it opens, or nothing would be tried
        JsonDamage.Changes.Sample(
            changes =>
            {
                _folder.Write(name, JsonDamage.Apply(valid, changes));
                Tolerate(open);
            },
            iter: runs,
            threads: 1);
    }

    private static void Tolerate(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            action();
        }
        catch (FgClipException error)
        {
            Assert.InRange(error.Message.Length, 1, 20_000);
        }

        Assert.True(Stopwatch.GetElapsedTime(started) < Hang, $"{Stopwatch.GetElapsedTime(started)}");
    }
}
