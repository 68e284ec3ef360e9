using System.Runtime.InteropServices;

namespace FgClip.Mcp.Cli;

/// <summary>Writes NumPy's .npy format, version 1.0: a little-endian float32 matrix in C order.</summary>
internal static class NpyWriter
{
    /// <summary>The header with its length field fills a multiple of this many bytes.</summary>
    private const int Alignment = 64;

    /// <summary>Writes rows of equal length, replacing the file.</summary>
    public static void Write(string path, IReadOnlyList<IReadOnlyList<float>> rows)
    {
        if (rows.Any(row => row.Count != rows[0].Count))
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                "features of different dimensions cannot share a .npy file",
                path,
                remedy: "Write pictures and texts to files of their own.");
        }

        var shape = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows.Count}, {rows[0].Count}), }}";
        const int Prefix = 10; // magic, version, header length
        var header = shape.PadRight((Prefix + shape.Length + 1 + Alignment - 1) / Alignment * Alignment - Prefix - 1) + '\n';

        using var file = File.Create(path);
        file.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8)]);
        file.Write(System.Text.Encoding.ASCII.GetBytes(header));
        foreach (var row in rows) file.Write(MemoryMarshal.AsBytes(row.ToArray().AsSpan()));
    }
}
