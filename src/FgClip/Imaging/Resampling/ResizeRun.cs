using System.Buffers;

namespace FgClip.Imaging.Resampling;

/// <summary>
/// One resize. Threads share the target rows. Each keeps only the strip of row-resized source rows that its next
/// target rows need, so that the memory beside source and target stays small and in the cache.
/// </summary>
internal sealed unsafe class ResizeRun
{
    // A strip of this size stays in the second-level cache.
    private const int StripBytes = 512 * 1024;

    // What a strip and the weights of one block of columns may take where a single target pixel needs very many source pixels.
    private const int MostStripBytes = 64 * 1024 * 1024, MostWeights = 4 * 1024 * 1024;

    // Source pixels times weights that are worth a thread: about half a millisecond.
    private const long WorkOfThread = 4_000_000;

    private readonly PixelBuffer _source;
    private readonly byte[] _target;
    private readonly int _width;
    private readonly int _height;
    private readonly ResampleFilter _filter;
    private readonly bool _useAvx2;
    private readonly int _tapsAcross;
    private readonly int _tapsDown;

    /// <summary>A resize to <paramref name="width"/> × <paramref name="height"/>, at least one of them new.</summary>
    public ResizeRun(PixelBuffer source, int width, int height, ResampleFilter filter, bool useAvx2)
    {
        _source = source;
        _width = width;
        _height = height;
        _filter = filter;
        _useAvx2 = useAvx2;
        _target = GC.AllocateUninitializedArray<byte>(width * height * 4);
        _tapsAcross = width == source.Width ? 0 : AxisWeights.MostTaps(source.Width, width, filter);
        _tapsDown = height == source.Height ? 0 : AxisWeights.MostTaps(source.Height, height, filter);
    }

    /// <summary>Does it with at most <paramref name="workers"/> threads.</summary>
    public PixelBuffer Execute(int workers)
    {
        var columns = Math.Clamp(
            Math.Min(MostWeights / Math.Max(1, _tapsAcross), MostStripBytes / 4 / Math.Max(1, _tapsDown)), 1, _width);
        var work = ((long)_source.Height * _width * _tapsAcross) + ((long)_height * _width * _tapsDown);
        var threads = (int)Math.Clamp(Math.Min(workers, work / WorkOfThread), 1, _height);
        for (var first = 0; first < _width; first += columns)
        {
            var end = Math.Min(_width, first + columns);
            var across = _tapsAcross == 0 ? null : AxisWeights.Create(_source.Width, _width, _filter, first, end);
            var pairs = across is not null && _useAvx2 && _source.Width >= across.Taps ? Split(across) : null;
            if (threads == 1)
            {
                MakeRows(across, pairs, first, end, 0, _height);
                continue;
            }

            // Twice as many parts as threads even out a core that is busy with something else.
            var parts = Math.Min(_height, threads * 2);
            Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads }, part => MakeRows(
                across, pairs, first, end, (int)((long)_height * part / parts), (int)((long)_height * (part + 1) / parts)));
        }

        return new PixelBuffer(_width, _height, _target);
    }

    private short[] Split(AxisWeights across)
    {
        across.KeepInside(_source.Width);
        return across.SplitPairs();
    }

    // Target rows top to bottom (exclusive), columns first to end.
    private void MakeRows(AxisWeights? across, short[]? pairs, int first, int end, int top, int bottom)
    {
        fixed (byte* source = _source.Rgbx, target = _target)
        {
            nint sourceStride = (nint)_source.Width * 4, targetStride = (nint)_width * 4;
            var corner = target + (top * targetStride) + ((nint)first * 4);
            if (across is null)
            {
                var down = AxisWeights.Create(_source.Height, _height, _filter, top, bottom);
                Down(source + ((nint)first * 4), sourceStride, 0, corner, end - first, down);
            }
            else if (_tapsDown == 0)
            {
                Across(source + (top * sourceStride), corner, targetStride, bottom - top, across, pairs);
            }
            else
            {
                MakeThroughStrip(source, corner, across, pairs, top, bottom);
            }
        }
    }

    private void MakeThroughStrip(byte* source, byte* corner, AxisWeights across, short[]? pairs, int top, int bottom)
    {
        nint sourceStride = (nint)_source.Width * 4, targetStride = (nint)_width * 4;
        var stride = across.Count * 4;
        var (capacity, fit) = StripRows(stride);
        var strip = ArrayPool<byte>.Shared.Rent(capacity * stride);
        fixed (byte* rows = strip)
        {
            // The strip holds source rows held to heldEnd (exclusive), resized along the row.
            int held = 0, heldEnd = 0;
            for (var row = top; row < bottom; row += fit)
            {
                var down = AxisWeights.Create(_source.Height, _height, _filter, row, Math.Min(bottom, row + fit));
                var needed = down.Starts[0];
                var keep = Math.Max(0, heldEnd - needed);
                if (keep > 0) Buffer.MemoryCopy(rows + ((nint)(needed - held) * stride), rows, strip.Length, (long)keep * stride);
                held = needed;
                heldEnd = needed + keep;
                Across(source + (heldEnd * sourceStride), rows + ((nint)keep * stride), stride, down.SourceEnd - heldEnd, across, pairs);
                heldEnd = down.SourceEnd;
                Down(rows, stride, held, corner + ((row - top) * targetStride), across.Count, down);
            }
        }

        ArrayPool<byte>.Shared.Return(strip);
    }

    // How many source rows a strip holds, and how many target rows can be made from it.
    private (int Capacity, int Fit) StripRows(int stride)
    {
        var capacity = Math.Max(_tapsDown, StripBytes / stride);
        if (capacity >= _source.Height) return (_source.Height, _height);

        // The first target row needs tapsDown rows, each further one starts source/target rows later. Two rows more
        // make good for the rounding of that ratio to 32 bits.
        return (capacity + 2, 1 + (int)((long)(capacity - _tapsDown) * _height / _source.Height));
    }

    private void Across(byte* source, byte* target, nint targetStride, int rows, AxisWeights across, short[]? pairs)
    {
        var sourceStride = (nint)_source.Width * 4;
        if (pairs is null) PortableKernel.Across(source, sourceStride, target, targetStride, rows, across);
        else Avx2Kernel.Across(source, sourceStride, target, targetStride, rows, across, pairs);
    }

    // All target rows that the weights describe, from rows of which the first is source row held.
    private void Down(byte* rows, nint stride, int held, byte* target, int pixels, AxisWeights down)
    {
        var pairs = _useAvx2 && pixels * 4L >= Avx2Kernel.DownBytes ? down.SplitPairs() : null;
        for (var i = 0; i < down.Count; i++, target += (nint)_width * 4)
        {
            var from = rows + ((down.Starts[i] - held) * stride);
            if (pairs is null) PortableKernel.Down(from, stride, target, pixels, down, i);
            else Avx2Kernel.Down(from, stride, target, pixels, down, pairs, i);
        }
    }
}
