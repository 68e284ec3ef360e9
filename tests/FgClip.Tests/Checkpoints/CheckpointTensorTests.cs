using FgClip.Checkpoints;

namespace FgClip.Tests.Checkpoints;

public sealed class CheckpointTensorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, int> Layouts()
    {
        var data = new TheoryData<string, int>();
        foreach (var type in new[] { "F16", "BF16" })
        {
            foreach (var skip in new[] { 0, 1, 3 }) data.Add(type, skip);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Every_16_bit_pattern_converts_as_the_definition_says(string type, int skip)
    {
        var bytes = Enumerable.Range(0, 65536).SelectMany(bits => BitConverter.GetBytes((ushort)bits)).ToArray();
        using var file = Open(type, [65536], bytes, skip);
        var values = new float[65536];

        Tensor(file).CopyTo(values);

        for (var bits = 0; bits < 65536; bits++)
        {
            var expected = type == "F16" ? NaiveHalf(bits) : NaiveBFloat(bits);
            if (float.IsNaN(expected))
            {
                Assert.True(float.IsNaN(values[bits]), $"{bits:x4}");
            }
            else
            {
                // Bits and not values: −0 is not 0.
                Assert.True(
                    BitConverter.SingleToUInt32Bits(expected) == BitConverter.SingleToUInt32Bits(values[bits]),
                    $"{bits:x4}: expected {expected:R}, got {values[bits]:R}");
            }
        }
    }

    [Theory]
    [InlineData("F32", 4)]
    [InlineData("F16", 2)]
    [InlineData("BF16", 2)]
    public unsafe void Odd_lengths_and_offsets_convert_like_one_element_at_a_time(string type, int size)
    {
        var random = new Random(5);
        foreach (var length in new[] { 0, 1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 63, 64, 65, 255, 1001 })
        {
            foreach (var skip in new[] { 0, 1, 2, 5 })
            {
                var bytes = new byte[length * size];
                random.NextBytes(bytes);
                using var file = Open(type, [length], bytes, skip);
                var all = new float[length];
                var byPointer = new float[length];
                Tensor(file).CopyTo(all);
                fixed (float* start = byPointer) Tensor(file).CopyTo(0, start, length);

                Assert.Equal(all.Select(BitConverter.SingleToUInt32Bits), byPointer.Select(BitConverter.SingleToUInt32Bits));
                for (var i = 0; i < length; i++)
                {
                    var one = new float[1];
                    Tensor(file).CopyRow(i, one);
                    Assert.Equal(BitConverter.SingleToUInt32Bits(one[0]), BitConverter.SingleToUInt32Bits(all[i]));
                }

                if (type == "F32") Assert.Equal(bytes, all.SelectMany(BitConverter.GetBytes).ToArray());
            }
        }
    }

    [Fact]
    public void Rows_of_a_table_are_those_of_the_whole()
    {
        var bytes = new byte[7 * 3 * 5 * 2];
        new Random(1).NextBytes(bytes);
        using var file = Open("BF16", [7, 3, 5], bytes, 1);
        var all = new float[7 * 3 * 5];
        Tensor(file).CopyTo(all);
        var row = new float[15];
        for (var i = 0; i < 7; i++)
        {
            Tensor(file).CopyRow(i, row);
            Assert.Equal(all.AsSpan(i * 15, 15).ToArray(), row);
        }
    }

    [Fact]
    public void A_scalar_copies_and_has_no_rows()
    {
        using var file = Open("F32", [], BitConverter.GetBytes(1.5f), 0);
        var value = new float[1];

        Tensor(file).CopyTo(value);

        Assert.Equal(1.5f, value[0]);
        Assert.Throws<FgClipException>(() => Tensor(file).CopyRow(0, value));
    }

    [Fact]
    public void Another_type_is_refused_by_name()
    {
        using var file = Open("I64", [2], new byte[16], 0);

        var error = Assert.Throws<FgClipException>(() => Tensor(file).CopyTo(new float[2]));

        Assert.Contains("tensor 'x' cannot be read as float32; expected F32, F16 or BF16, got I64", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_destination_of_the_wrong_length_or_a_row_out_of_range_is_refused()
    {
        using var file = Open("F32", [2, 3], new byte[24], 0);
        var tensor = Tensor(file);

        Assert.Contains("expected 6 floats, got 5", Assert.Throws<FgClipException>(() => tensor.CopyTo(new float[5])).Message, StringComparison.Ordinal);
        Assert.Contains("expected 3 floats, got 6", Assert.Throws<FgClipException>(() => tensor.CopyRow(0, new float[6])).Message, StringComparison.Ordinal);
        Assert.Contains("0 to below 2, got 2", Assert.Throws<FgClipException>(() => tensor.CopyRow(2, new float[3])).Message, StringComparison.Ordinal);
        Assert.Throws<FgClipException>(() => tensor.CopyRow(-1, new float[3]));
    }

    [Theory]
    [InlineData("F32", 0, true)]
    [InlineData("F32", 1, false)]
    [InlineData("BF16", 0, false)]
    public void Only_aligned_float32_is_readable_in_place(string type, int skip, bool expected)
    {
        using var file = Open(type, [4], new byte[type == "F32" ? 16 : 8], skip);

        Assert.Equal(expected, Tensor(file).IsFloat32InPlace);
    }

    /// <summary>Sign, exponent and fraction of IEEE 754 binary16, by the book.</summary>
    private static float NaiveHalf(int bits)
    {
        var sign = (bits & 0x8000) != 0 ? -1.0 : 1.0;
        var exponent = (bits >> 10) & 31;
        var fraction = bits & 1023;
        return exponent switch
        {
            31 => fraction == 0 ? (float)(sign * double.PositiveInfinity) : float.NaN,
            0 => (float)(sign * fraction * Math.Pow(2, -24)),
            _ => (float)(sign * (1024 + fraction) * Math.Pow(2, exponent - 25)),
        };
    }

    /// <summary>Eight bits of exponent, seven of fraction.</summary>
    private static float NaiveBFloat(int bits)
    {
        var sign = (bits & 0x8000) != 0 ? -1.0 : 1.0;
        var exponent = (bits >> 7) & 255;
        var fraction = bits & 127;
        return exponent switch
        {
            255 => fraction == 0 ? (float)(sign * double.PositiveInfinity) : float.NaN,
            0 => (float)(sign * fraction * Math.Pow(2, -133)),
            _ => (float)(sign * (128 + fraction) * Math.Pow(2, exponent - 134)),
        };
    }

    /// <summary>A file with the tensor x, <paramref name="skip"/> bytes after a multiple of 8.</summary>
    private SafetensorsFile Open(string type, long[] shape, byte[] data, int skip)
    {
        var end = skip + data.Length;
        var header = $$$"""{"skipped":{"dtype":"U8","shape":[{{{skip}}}],"data_offsets":[0,{{{skip}}}]},"x":{"dtype":"{{{type}}}","shape":[{{{string.Join(',', shape)}}}],"data_offsets":[{{{skip}}},{{{end}}}]}}""";
        header = header.PadRight((header.Length + 7) / 8 * 8);
        return SafetensorsFile.Open(_folder.Write($"{Guid.NewGuid()}", SafetensorsBytes.File(header, [.. new byte[skip], .. data])));
    }

    private static CheckpointTensor Tensor(SafetensorsFile file) =>
        file.TryGet("x", out var tensor) ? tensor : throw new InvalidOperationException("no tensor x");
}
