using System.Buffers.Binary;

namespace FgClip.Tests.Checkpoints;

/// <summary>Puts safetensors files together by hand, right and wrong ones.</summary>
internal static class SafetensorsBytes
{
    /// <summary>The length of the header, the header and the data.</summary>
    public static byte[] File(string header, byte[] data) => File(System.Text.Encoding.UTF8.GetBytes(header), data);

    public static byte[] File(byte[] header, byte[] data)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. data];
    }

    /// <summary>A file whose data is zeros.</summary>
    public static byte[] File(string header, int dataLength) => File(header, new byte[dataLength]);

    /// <summary>A file of float32 tensors, one after the other.</summary>
    public static byte[] Of(params (string Name, long[] Shape)[] tensors)
    {
        var header = new System.Text.StringBuilder("{");
        long offset = 0;
        foreach (var (name, shape) in tensors)
        {
            var end = offset + (4 * shape.Aggregate(1L, (product, dimension) => product * dimension));
            if (header.Length > 1) header.Append(',');
            header.Append($"\"{name}\":{{\"dtype\":\"F32\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[{offset},{end}]}}");
            offset = end;
        }

        return File(header.Append('}').ToString(), (int)offset);
    }
}
