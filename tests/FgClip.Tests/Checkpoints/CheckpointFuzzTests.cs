using CsCheck;
using FgClip.Checkpoints;

namespace FgClip.Tests.Checkpoints;

/// <summary>Whatever a file holds, it opens or is refused with the one exception type.</summary>
public sealed class CheckpointFuzzTests : IDisposable
{
    /// <summary>Fragments that a header or a config is made of, joined at random into nearly right ones.</summary>
    private static readonly Gen<string> Fragment = Gen.OneOf(
        "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "\"dtype\"", "\"F32\"", "\"U8\"", "\"shape\"", "\"data_offsets\"", "\"__metadata__\"",
        "0", "1", "4", "8", "-1", "1.5", "1e3", "9223372036854775807", "18446744073709551616", "null", "true", "\"", "\\ud800", "\\", " ", "\0", "é",
        "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}", "\"b\":{\"dtype\":\"U8\",\"shape\":[2,2],\"data_offsets\":[4,8]}");

    private static readonly Gen<long> Dimension = Gen.OneOf<long>(
        Gen.Long[0, 5], Gen.Long[-2, 9], Gen.OneOf(long.MaxValue, long.MinValue, 1L << 31, 1L << 32, 1L << 62, 3037000500));

    private static readonly Gen<string> JsonValue = Gen.Recursive<string>((depth, value) => depth > 3
        ? Gen.Const("null")
        : Gen.OneOf<string>(
            Gen.OneOf("null", "true", "false", "0", "1", "-1", "2", "3", "16", "256", "0.5", "1e-6", "1e999", "99999999999", "\"\"", "\"gelu\"", "\"relu\"", "\"\\udfff\"", "\"fgclip2\"", "{}", "[]"),
            Gen.Long.Select(number => $"{number}"),
            value.Array[0, 3].Select(items => $"[{string.Join(',', items)}]"),
            value.Array[0, 3].Select(items => $"{{{string.Join(',', items.Select((item, i) => $"\"k{i}\":{item}"))}}}")));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Random_headers() => Gen.Select(Fragment.Array[0, 30], Gen.Int[0, 12]).Sample(
        (fragments, dataLength) => TryOpenFile(SafetensorsBytes.File($"{{{string.Concat(fragments)}}}", dataLength)),
        iter: FuzzRuns.Or(3000), threads: 1);

    [Fact]
    public void Random_tensors() => Gen.Select(
        Gen.Select(Gen.OneOf("F32", "U8", "F16", "F4", "C64"), Dimension.Array[0, 4], Dimension, Dimension).Array[0, 4], Gen.Int[0, 20]).Sample(
        (tensors, dataLength) =>
        {
            var entries = tensors.Select((tensor, i) =>
                $"\"t{i}\":{{\"dtype\":\"{tensor.Item1}\",\"shape\":[{string.Join(',', tensor.Item2)}],\"data_offsets\":[{tensor.Item3},{tensor.Item4}]}}");
            TryOpenFile(SafetensorsBytes.File($"{{{string.Join(',', entries)}}}", dataLength));
        },
        iter: FuzzRuns.Or(3000), threads: 1);

    [Fact]
    public void Random_bytes() => Gen.Byte.Array[0, 64].Sample(TryOpenFile, iter: FuzzRuns.Or(2000), threads: 1);

    [Fact]
    public void Valid_files_with_bytes_flipped_cut_and_inserted()
    {
        var valid = SafetensorsBytes.Of(("logit_scale", [1]), ("a.weight", [3, 2]), ("empty", [0, 4]), ("scalar", []));
        Gen.Select(Mutation(valid.Length), Mutation(valid.Length)).Sample(
            (first, second) => TryOpenFile(second(first(valid))), iter: FuzzRuns.Or(5000), threads: 1);
    }

    [Fact]
    public void Folders_with_a_damaged_file()
    {
        var source = TestData.Golden("fgclip2-variant", "checkpoint");
        _folder.CopyOf(source);
        string[] names = ["config.json", "preprocessor_config.json", "fgclip.json", "model.safetensors.index.json"];
        _folder.Write("fgclip.json", """{"name":"x","languages":["en"],"max_patches":3,"calibration":{"a":1}}""");
        Gen.Select(Gen.OneOf(names), Mutation(400), Mutation(4000), Gen.Bool).Sample(
            (name, first, second, textual) =>
            {
                var valid = File.ReadAllBytes(_folder.At(name));
                try
                {
                    _folder.Write(name, textual ? second(first(valid)) : first(valid));
                    TryOpenFolder();
                }
                finally
                {
                    _folder.Write(name, valid);
                }
            },
            iter: FuzzRuns.Or(500), threads: 1);
    }

    [Fact]
    public void Configs_with_values_replaced_at_random()
    {
        string[] keys =
        [
            "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "vocab_size", "max_position_embeddings", "longtext_len",
            "keep_len", "projection_size", "layer_norm_eps", "hidden_act", "num_patches", "patch_size", "num_channels", "vision_use_head",
        ];
        var part = Gen.Select(Gen.OneOf(keys), JsonValue).Array[0, 3].Select(members => $"{{{Members(members)}}}");
        Gen.Select(JsonValue, Gen.OneOf<string>(part, JsonValue), Gen.OneOf<string>(part, JsonValue), Gen.Bool).Sample(
            (architectures, text, vision, typed) =>
            {
                var json = $$"""{ {{(typed ? "\"model_type\":\"fgclip2\"," : "")}}"architectures":{{architectures}},"text_config":{{text}},"vision_config":{{vision}} }""";
                Tolerate(() => FgClip2Parameters.Of(FgClip2Config.Read(_folder.Write("config.json", json))));
            },
            iter: FuzzRuns.Or(2000), threads: 1);
    }

    [Fact]
    public void Cards_and_preprocessors_with_values_at_random()
    {
        string[] keys =
        [
            "name", "domain", "demonstration", "languages", "max_patches", "license", "calibration", "image_mean", "image_std", "rescale_factor",
            "patch_size", "resample", "do_resize", "do_rescale", "do_normalize", "max_num_patches", "dynamic_max_patches", "image_processor_type",
        ];
        Gen.Select(Gen.OneOf(keys), JsonValue).Array[0, 4].Sample(
            members =>
            {
                var json = System.Text.Encoding.UTF8.GetBytes($"{{{Members(members)}}}");
                Tolerate(() => CheckpointCard.Read(CheckpointJson.ParseObject(json, "card"), _folder.Path));
                Tolerate(() => PreprocessorConfig.Read(CheckpointJson.ParseObject(json, "preprocessor"), 16));
            },
            iter: FuzzRuns.Or(3000), threads: 1);
    }

    /// <summary>Flips a bit, cuts a piece out, cuts the rest off, doubles a piece or puts bytes in.</summary>
    private static Gen<Func<byte[], byte[]>> Mutation(int length) =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, length], Gen.Int[1, 12], Gen.Byte).Select<(int, int, int, byte), Func<byte[], byte[]>>(draw => bytes =>
        {
            var (kind, at, count, value) = draw;
            at = Math.Min(at, bytes.Length);
            var end = Math.Min(at + count, bytes.Length);
            return kind switch
            {
                0 when at < bytes.Length => [.. bytes[..at], (byte)(bytes[at] ^ (1 << (value & 7))), .. bytes[(at + 1)..]],
                1 => [.. bytes[..at], .. bytes[end..]],
                2 => bytes[..at],
                3 => [.. bytes[..end], .. bytes[at..]],
                _ => [.. bytes[..at], .. Enumerable.Repeat(value, count), .. bytes[at..]],
            };
        });

    private static string Members((string Key, string Value)[] members) =>
        string.Join(',', members.Select(member => $"\"{member.Key}\":{member.Value}"));

    private void TryOpenFile(byte[] bytes)
    {
        var path = _folder.Write("fuzz.safetensors", bytes);
        Tolerate(() =>
        {
            using var file = SafetensorsFile.Open(path);
            foreach (var tensor in file.Tensors.Where(tensor => tensor.ByteLength <= bytes.Length))
            {
                // An empty tensor may have any product of dimensions but 0 bytes, so this allocates no more than the file.
                tensor.CopyTo(new float[tensor.ElementCount]);
            }
        });
    }

    private void TryOpenFolder() => Tolerate(() =>
    {
        using var checkpoint = Checkpoint.Open(_folder.Path);
        _ = checkpoint.Hash;
    });

    private static void Tolerate(Action action)
    {
        try
        {
            action();
        }
        catch (FgClipException e)
        {
            // A message stays readable whatever it quotes.
            Assert.InRange(e.Message.Length, 1, 20_000);
        }
    }
}
