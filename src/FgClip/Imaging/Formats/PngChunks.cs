using System.Buffers.Binary;

namespace FgClip.Imaging.Formats;

/// <summary>Steps through the chunks of a PNG; stops where the file ends.</summary>
internal ref struct PngChunks
{
    // Length and type before the data, checksum behind them.
    private const int Before = 8, Behind = 4;

    private ReadOnlySpan<byte> _rest;

    /// <summary>Starts behind the signature.</summary>
    public PngChunks(ReadOnlySpan<byte> file) => _rest = file[8..];

    /// <summary>The four letters of the chunk.</summary>
    public ReadOnlySpan<byte> Type { get; private set; }

    /// <summary>The data of the chunk: what is there of them where the file ends early.</summary>
    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>Goes to the next chunk; false where there is none.</summary>
    public bool MoveNext()
    {
        if (_rest.Length < Before) return false;
        var length = BinaryPrimitives.ReadUInt32BigEndian(_rest);
        Type = _rest[4..Before];
        var present = (int)Math.Min(length, (uint)(_rest.Length - Before));
        Data = _rest.Slice(Before, present);
        _rest = _rest[Math.Min(_rest.Length, Before + present + Behind)..];
        return true;
    }
}
