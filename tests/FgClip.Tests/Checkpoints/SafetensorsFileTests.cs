using FgClip.Checkpoints;

namespace FgClip.Tests.Checkpoints;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_gives_names_types_shapes_values_and_metadata()
    {
        var header = """{"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[2,3],"data_offsets":[3,27]},"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}  """;
        byte[] data = [7, 8, 9, .. new float[] { 1, 2, 3, 4, 5, 6 }.SelectMany(BitConverter.GetBytes)];
        var path = _folder.Write("x.safetensors", SafetensorsBytes.File(header, data));

        using var file = SafetensorsFile.Open(path);

        Assert.Equal("pt", Assert.Single(file.Metadata, pair => pair.Key == "format").Value);
        Assert.Equal(["b", "a"], file.Tensors.Select(tensor => tensor.Name));
        Assert.True(file.TryGet("b", out var b));
        Assert.False(file.TryGet("c", out _));
        Assert.Equal((SafetensorsType.F32, 6L, 24L), (b.Type, b.ElementCount, b.ByteLength));
        Assert.Equal([2L, 3L], b.Shape);
        Assert.Equal(path, b.File);
        // Three bytes before it: the offset is odd, which the format allows.
        Assert.Equal(8 + header.Length + 3, b.FileOffset);
        var values = new float[6];
        b.CopyTo(values);
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], values);
        var row = new float[3];
        b.CopyRow(1, row);
        Assert.Equal([4f, 5f, 6f], row);
        Assert.Equal("b F32 [2, 3]", b.ToString());
    }

    [Fact]
    public unsafe void The_address_points_at_the_bytes_in_the_file()
    {
        var path = _folder.Write("x", SafetensorsBytes.File("""{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}""", [7, 8, 9]));

        using var file = SafetensorsFile.Open(path);

        Assert.Equal([7, 8, 9], new ReadOnlySpan<byte>((void*)file.Tensors.Single().Address, 3).ToArray());
    }

    [Theory]
    [InlineData("""{"s":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""", 4)] // a scalar
    [InlineData("""{"z":{"dtype":"F32","shape":[5,0],"data_offsets":[0,0]}}""", 0)] // no elements
    [InlineData("""{"z":{"dtype":"F32","shape":[0],"data_offsets":[4,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4)]
    [InlineData("{}", 0)]
    [InlineData("{}        ", 0)]
    [InlineData("""{"__metadata__":null}""", 0)]
    [InlineData("""{"":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1)]
    [InlineData("""{"x":{"extra":{"dtype":[1,{"a":null}]},"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1)]
    [InlineData("""{"x":{"dtype":"F4","shape":[2,3],"data_offsets":[0,3]}}""", 3)] // two elements a byte
    [InlineData("""{"x":{"dtype":"F6_E2M3","shape":[4],"data_offsets":[0,3]}}""", 3)] // four in three
    [InlineData("""{"\u0078é你😀":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", 1)]
    public void Legal_oddities_open(string header, int dataLength)
    {
        using var file = SafetensorsFile.Open(_folder.Write("x", SafetensorsBytes.File(header, dataLength)));

        Assert.True(file.Tensors.All(tensor => tensor.ByteLength <= dataLength));
    }

    [Fact]
    public void Every_type_of_the_format_is_known_by_its_size()
    {
        (string Name, int Bits)[] types =
        [
            ("BOOL", 8), ("U8", 8), ("I8", 8), ("F8_E4M3", 8), ("F8_E5M2", 8), ("F8_E8M0", 8), ("F8_E4M3FNUZ", 8), ("F8_E5M2FNUZ", 8),
            ("F4", 4), ("F6_E2M3", 6), ("F6_E3M2", 6), ("I16", 16), ("U16", 16), ("F16", 16), ("BF16", 16), ("I32", 32),
            ("U32", 32), ("F32", 32), ("F64", 64), ("I64", 64), ("U64", 64), ("C64", 64),
        ];
        Assert.Equal(Enum.GetValues<SafetensorsType>().Length, types.Length);
        foreach (var (name, bits) in types)
        {
            var header = $$$"""{"x":{"dtype":"{{{name}}}","shape":[4],"data_offsets":[0,{{{bits / 2}}}]}}""";
            using var file = SafetensorsFile.Open(_folder.Write(name, SafetensorsBytes.File(header, bits / 2)));
            Assert.Equal($"x {name} [4]", file.Tensors.Single().ToString());
        }
    }

    [Theory]
    [InlineData("""[]""", 0, "not a JSON object")]
    [InlineData(""" {}""", 0, "not a JSON object")]
    [InlineData("", 0, "not a JSON object")]
    [InlineData("{", 0, "not valid JSON")]
    [InlineData("{}x", 0, "not valid JSON")]
    [InlineData("""{"a":}""", 0, "not valid JSON")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "'a' is given twice")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"\u0061":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "'a' is given twice")]
    [InlineData("""{"a":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1, "'a' gives dtype twice")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"shape":[1],"data_offsets":[0,1]}}""", 1, "'a' gives shape twice")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"data_offsets":[0,1]}}""", 1, "'a' gives data_offsets twice")]
    [InlineData("""{"a":{"dtype":"F7","shape":[1],"data_offsets":[0,1]}}""", 1, "'a' has an unknown dtype; expected one of BOOL")]
    [InlineData("""{"a":{"dtype":"f32","shape":[1],"data_offsets":[0,4]}}""", 4, "got 'f32'")]
    [InlineData("""{"a":{"dtype":3,"shape":[1],"data_offsets":[0,1]}}""", 1, "'a' is described wrongly")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}""", 1, "'a' is described wrongly; expected shape")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-0],"data_offsets":[0,0]}}""", 0, "expected shape")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1.0],"data_offsets":[0,1]}}""", 1, "expected shape")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1e0],"data_offsets":[0,1]}}""", 1, "expected shape")]
    [InlineData("""{"a":{"dtype":"U8","shape":["1"],"data_offsets":[0,1]}}""", 1, "expected shape")]
    [InlineData("""{"a":{"dtype":"U8","shape":[[1]],"data_offsets":[0,1]}}""", 1, "expected shape")]
    [InlineData("""{"a":{"dtype":"U8","shape":1,"data_offsets":[0,1]}}""", 1, "expected shape as an array")]
    [InlineData("""{"a":{"dtype":"U8","shape":null,"data_offsets":[0,1]}}""", 1, "expected shape as an array")]
    [InlineData("""{"a":{"dtype":"U8","shape":[9223372036854775808],"data_offsets":[0,1]}}""", 1, "expected shape of whole numbers")]
    [InlineData("""{"a":{"dtype":"U8","shape":[9223372036854775807,2],"data_offsets":[0,1]}}""", 1, "shape beyond 64 bits")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4294967296,4294967296,0],"data_offsets":[0,0]}}""", 0, "shape beyond 64 bits")]
    [InlineData("""{"a":{"dtype":"F64","shape":[2305843009213693952],"data_offsets":[0,0]}}""", 0, "shape beyond 64 bits")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}}""", 1, "'a' has reversed data_offsets")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0]}}""", 1, "expected data_offsets of two numbers")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1,1]}}""", 1, "expected data_offsets with at most 2")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[-1,0]}}""", 1, "expected data_offsets")]
    [InlineData("""{"a":{"dtype":"U8","shape":[9],"data_offsets":[0,9]}}""", 4, "'a' lies beyond the end of the file; expected 9 bytes of data, got 4")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[3,7]}}""", 7, "'a' and 'b' overlap")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 4, "overlap")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[2],"data_offsets":[5,7]}}""", 7, "hole before tensor 'b'")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[1,5]}}""", 5, "hole before tensor 'a'")]
    [InlineData("""{"z":{"dtype":"U8","shape":[0],"data_offsets":[2,2]},"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 4, "overlap")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 5, "goes on after the last tensor")]
    [InlineData("{}", 1, "goes on after the last tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "expected 8 bytes for F32 [2], got 4 bytes")]
    [InlineData("""{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}""", 2, "a whole number of bytes")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,1]}}""", 1, "expected a dtype")]
    [InlineData("""{"a":{"dtype":"U8","data_offsets":[0,1]}}""", 1, "expected a shape")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1]}}""", 1, "expected data_offsets")]
    [InlineData("""{"a":3}""", 0, "expected an object with dtype, shape and data_offsets")]
    [InlineData("""{"a":null}""", 0, "expected an object")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "'__metadata__' is malformed; expected an object of strings")]
    [InlineData("""{"__metadata__":"a"}""", 0, "'__metadata__' is malformed")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", 0, "'__metadata__' names 'a' twice")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", 0, "given twice")]
    [InlineData("""{"\ud800":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1, "not valid Unicode")]
    [InlineData("""{"a":{"dtype":"\udc00","shape":[1],"data_offsets":[0,1]}}""", 1, "not valid Unicode")]
    public void A_malformed_file_is_refused_by_name(string header, int dataLength, string says)
    {
        var path = _folder.Write("weights.safetensors", SafetensorsBytes.File(header, dataLength));

        var error = Assert.Throws<FgClipException>(() => SafetensorsFile.Open(path));

        Assert.Equal(FgClipErrorKind.Checkpoint, error.Kind);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_and_endless_shapes_are_refused()
    {
        var deep = $$$"""{"a":{"x":{{{new string('[', 5000)}}}{{{new string(']', 5000)}}}}}""";
        var ranks = $$$"""{"a":{"dtype":"U8","shape":[{{{string.Join(',', Enumerable.Repeat(1, 65))}}}],"data_offsets":[0,1]}}""";

        Assert.Contains("not valid JSON", Refused(SafetensorsBytes.File(deep, 0)), StringComparison.Ordinal);
        Assert.Contains("at most 64 numbers", Refused(SafetensorsBytes.File(ranks, 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_in_another_encoding_is_refused()
    {
        byte[] header = [.. """{"a"""u8, 0xff, .. "\":{}}"u8];

        Assert.Contains("not valid UTF-8", Refused(SafetensorsBytes.File(header, [])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_cannot_smuggle_control_characters_into_a_message()
    {
        var message = Refused(SafetensorsBytes.File("""{"\u001b[2Jx":3}""", 0));

        Assert.Contains("'\\u001b[2Jx'", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', message);
    }

    [Theory]
    [InlineData(new byte[] { 1, 0, 0 }, "too short")]
    [InlineData(new byte[] { 9, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}' }, "header goes beyond the end of the file; expected at most 2 bytes, got 9")]
    [InlineData(new byte[] { 1, 0xe1, 0xf5, 5, 0, 0, 0, 0, (byte)'{', (byte)'}' }, "header is too long; expected at most 100000000 bytes, got 100000001")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 }, "header is too long")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 127 }, "header is too long")]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0 }, "not a JSON object")]
    public void A_wrong_header_length_is_refused(byte[] bytes, string says) =>
        Assert.Contains(says, Refused(bytes), StringComparison.Ordinal);

    [Fact]
    public void A_git_lfs_pointer_says_what_to_do()
    {
        var pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 1535264456\n";

        var message = Refused(System.Text.Encoding.UTF8.GetBytes(pointer));

        Assert.Contains("Git LFS pointer", message, StringComparison.Ordinal);
        Assert.Contains("git lfs pull", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_a_folder_and_nothing_are_refused()
    {
        Directory.CreateDirectory(_folder.At("folder"));

        Assert.Contains("is empty", Refused([]), StringComparison.Ordinal);
        Assert.Contains("is a folder", Error(_folder.At("folder")), StringComparison.Ordinal);
        Assert.Contains("does not exist", Error(_folder.At("nothing")), StringComparison.Ordinal);
        Assert.Contains("does not exist", Error("a\0b"), StringComparison.Ordinal);
        Assert.Contains("does not exist", Error(""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_opens_like_its_target_and_a_dead_one_says_so()
    {
        var target = _folder.Write("blob", SafetensorsBytes.Of(("a", [2])));
        TemporaryFolder.Link(_folder.At("link"), "blob");
        TemporaryFolder.Link(_folder.At("link2"), _folder.At("link"));
        TemporaryFolder.Link(_folder.At("dead"), _folder.At("gone"));
        TemporaryFolder.Link(_folder.At("loop"), _folder.At("loop"));

        using var file = SafetensorsFile.Open(_folder.At("link2"));

        Assert.Equal(new FileInfo(target).Length, file.Length);
        Assert.Contains("link leads to a file that is not there", Error(_folder.At("dead")), StringComparison.Ordinal);
        Assert.Contains(_folder.At("loop"), Error(_folder.At("loop")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_or_pipe_is_refused_without_waiting_for_it()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no devices in its folders.");

        Assert.Contains("is empty", Error("/dev/zero"), StringComparison.Ordinal);
        TemporaryFolder.Link(_folder.At("x"), "/dev/zero");
        Assert.Contains("is empty", Error(_folder.At("x")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_beyond_two_gigabytes_gives_its_last_row()
    {
        const long Rows = 300_001, Width = 2048; // 2.46 GB of float32, a hole in the file system
        var header = $$$"""{"big":{"dtype":"F32","shape":[{{{Rows}}},{{{Width}}}],"data_offsets":[0,{{{Rows * Width * 4}}}]}}""";
        var path = _folder.Write("big.safetensors", SafetensorsBytes.File(header, 0));
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Write))
        {
            stream.SetLength(stream.Length + (Rows * Width * 4));
            stream.Seek(-4, SeekOrigin.End);
            stream.Write(BitConverter.GetBytes(42f));
        }

        using var file = SafetensorsFile.Open(path);
        var big = file.Tensors.Single();
        var row = new float[Width];
        big.CopyRow(Rows - 1, row);

        Assert.Equal(Rows * Width, big.ElementCount);
        Assert.Equal(42f, row[^1]);
        Assert.Equal(0f, row[0]);
    }

    [Fact]
    public void A_disposed_file_throws_instead_of_reading_what_is_gone()
    {
        var file = SafetensorsFile.Open(_folder.Write("x", SafetensorsBytes.Of(("a", [2]))));
        var tensor = file.Tensors.Single();
        file.Dispose();
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => tensor.CopyTo(new float[2]));
        Assert.Throws<ObjectDisposedException>(() => tensor.CopyRow(0, new float[1]));
        Assert.Throws<ObjectDisposedException>(() => tensor.Address);
    }

    [Fact]
    public void Readers_on_many_threads_survive_a_dispose()
    {
        var file = SafetensorsFile.Open(_folder.Write("x", SafetensorsBytes.Of(("a", [1 << 20]))));
        var tensor = file.Tensors.Single();
        using var started = new CountdownEvent(4);
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            var values = new float[1 << 20];
            tensor.CopyTo(values);
            started.Signal();
            try
            {
                while (true) tensor.CopyTo(values);
            }
            catch (ObjectDisposedException)
            {
                // The only way out, and no crash.
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());

        started.Wait(TestContext.Current.CancellationToken);
        file.Dispose();

        Assert.All(threads, thread => Assert.True(thread.Join(TimeSpan.FromSeconds(30))));
    }

    private string Refused(byte[] bytes) => Error(_folder.Write("weights.safetensors", bytes));

    private static string Error(string path)
    {
        var error = Assert.Throws<FgClipException>(() => SafetensorsFile.Open(path));
        Assert.Equal(FgClipErrorKind.Checkpoint, error.Kind);
        return error.Message;
    }
}
