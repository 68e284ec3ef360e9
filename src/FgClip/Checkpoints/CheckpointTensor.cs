using System.Collections.Immutable;
using System.Globalization;

namespace FgClip.Checkpoints;

/// <summary>
/// One tensor of a mapped checkpoint: what it is, where it lies and its values as float32. Row-major, little-endian.
/// Immutable and thread-safe; usable until the file it came from is disposed of.
/// </summary>
public sealed class CheckpointTensor
{
    private readonly SafetensorsFile _file;

    internal CheckpointTensor(SafetensorsFile file, SafetensorsEntry entry, long fileOffset)
    {
        _file = file;
        Name = entry.Name;
        Type = entry.Type;
        Shape = entry.Shape;
        ElementCount = entry.ElementCount;
        ByteLength = entry.End - entry.Begin;
        FileOffset = fileOffset;
    }

    /// <summary>The name in the file: <c>text_model.head.weight</c>.</summary>
    public string Name { get; }

    /// <summary>The element type in the file.</summary>
    public SafetensorsType Type { get; }

    /// <summary>The dimensions, none negative; empty for a scalar.</summary>
    public ImmutableArray<long> Shape { get; }

    /// <summary>The product of <see cref="Shape"/>: 1 for a scalar, 0 where a dimension is 0.</summary>
    public long ElementCount { get; }

    /// <summary>Bytes of data in the file.</summary>
    public long ByteLength { get; }

    /// <summary>The file that holds it, an absolute path.</summary>
    public string File => _file.Path;

    /// <summary>Offset of the first byte from the start of the file.</summary>
    public long FileOffset { get; }

    /// <summary>
    /// Address of the first byte in this process; read only, not necessarily aligned, valid until the file is disposed of.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The file is disposed of.</exception>
    public nint Address => _file.Start + (nint)FileOffset;

    /// <summary>Whether <see cref="Address"/> can be read as float32 in place: type F32, on a multiple of 4.</summary>
    public bool IsFloat32InPlace => Type == SafetensorsType.F32 && FileOffset % sizeof(float) == 0;

    /// <summary>Copies all values, converted exactly from F32, F16 or BF16.</summary>
    /// <param name="destination">Exactly <see cref="ElementCount"/> floats.</param>
    /// <exception cref="FgClipException">The type is another one, or the length differs.</exception>
    /// <exception cref="ObjectDisposedException">The file is disposed of.</exception>
    public unsafe void CopyTo(Span<float> destination)
    {
        CheckLength(ElementCount, destination.Length);
        fixed (float* start = destination) Copy(0, ElementCount, start);
    }

    /// <summary>Copies one row of a table without touching the others.</summary>
    /// <param name="row">Index along the first dimension.</param>
    /// <param name="destination">As many floats as the other dimensions multiply to: H of a table [rows, H].</param>
    /// <exception cref="FgClipException">No such row, the type is not F32, F16 or BF16, or the length differs.</exception>
    /// <exception cref="ObjectDisposedException">The file is disposed of.</exception>
    public unsafe void CopyRow(long row, Span<float> destination)
    {
        var rows = Shape.IsEmpty ? 0 : Shape[0];
        if (row < 0 || row >= rows)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                $"tensor {CheckpointError.Quote(Name)} has no such row",
                expected: $"0 to below {rows}",
                got: row.ToString(CultureInfo.InvariantCulture));
        }

        var length = ElementCount / rows;
        CheckLength(length, destination.Length);
        fixed (float* start = destination) Copy(row * length, length, start);
    }

    /// <summary>As <see cref="CopyTo(Span{float})"/>, for a part, and for more values than a span can hold.</summary>
    /// <param name="first">Index of the first value.</param>
    /// <param name="destination">Room for <paramref name="count"/> floats, aligned or not.</param>
    /// <param name="count">Values to copy; the tensor has at least so many from <paramref name="first"/> on.</param>
    internal unsafe void CopyTo(long first, float* destination, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, ElementCount - first);
        Copy(first, count, destination);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Type.FormatName()} {CheckpointError.Shape(Shape.AsSpan())}";

    private unsafe void Copy(long first, long count, float* destination)
    {
        if (!Type.IsReadableAsFloat32())
        {
            throw CheckpointError.Create(
                $"tensor {CheckpointError.Quote(Name)} cannot be read as float32",
                File,
                expected: "F32, F16 or BF16",
                got: Type.FormatName());
        }

        var start = _file.Acquire() + FileOffset;
        try
        {
            Float32Conversion.Convert(Type, start + (first * (Type.BitsPerElement() / 8)), destination, count);
        }
        finally
        {
            _file.Release();
        }
    }

    private void CheckLength(long expected, long got)
    {
        if (expected == got) return;
        throw new FgClipException(
            FgClipErrorKind.Argument,
            $"destination for tensor {CheckpointError.Quote(Name)} has the wrong length",
            expected: $"{expected} floats",
            got: $"{got}");
    }
}
