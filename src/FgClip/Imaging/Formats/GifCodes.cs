namespace FgClip.Imaging.Formats;

/// <summary>Reads codes of varying width, lowest bit first, from the length-prefixed blocks of a GIF.</summary>
internal ref struct GifCodes
{
    private readonly ReadOnlySpan<byte> _blocks;
    private int _position;
    private int _left;
    private uint _buffer;
    private int _buffered;

    /// <summary>Starts at the length byte of the first block.</summary>
    public GifCodes(ReadOnlySpan<byte> blocks) => _blocks = blocks;

    /// <summary>The next code, or −1 where the data end.</summary>
    public int Read(int bits)
    {
        while (_buffered < bits)
        {
            if (_left == 0)
            {
                if (_position == _blocks.Length) return -1;
                _left = _blocks[_position++];
                if (_left == 0) return -1;
            }

            if (_position == _blocks.Length) return -1;
            _buffer |= (uint)_blocks[_position++] << _buffered;
            _buffered += 8;
            _left--;
        }

        var code = (int)(_buffer & ((1u << bits) - 1));
        _buffer >>= bits;
        _buffered -= bits;
        return code;
    }
}
