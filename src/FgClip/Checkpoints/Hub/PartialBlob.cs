using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace FgClip.Checkpoints.Hub;

/// <summary>
/// A blob on its way: a file of its full length whose ranges fill from their beginnings. How far each is stands behind
/// the content in the file itself, and is written after every part, so that a process that is killed loses no more than
/// the part in its hands. Content and account are one file: neither can be lost without the other.
/// <code>
/// [0, Bytes)   content
/// then         8 bytes mark, 8 bytes range length, 8 bytes for every range: how much of it is there
/// </code>
/// A file without that tail, and not longer than the content, counts as content from its beginning: so older versions of
/// huggingface_hub leave it. Several threads may write different ranges.
/// </summary>
internal sealed class PartialBlob : IDisposable
{
    private const int HeaderBytes = 16;
    private const string Suffix = ".fgclip.incomplete";

    /// <summary>That of a thousand ranges: 64 GB.</summary>
    private const int LongestAccount = HeaderBytes + (1000 * sizeof(long));

    private static readonly byte[] Mark = "FGCLPRT1"u8.ToArray();

    private readonly SafeFileHandle _handle;
    private readonly string _blob;
    private readonly long _rangeBytes;
    private readonly long[] _filled;

    private PartialBlob(SafeFileHandle handle, string blob, long bytes, long rangeBytes, long[] filled)
    {
        _handle = handle;
        _blob = blob;
        Bytes = bytes;
        _rangeBytes = rangeBytes;
        _filled = filled;
    }

    /// <summary>Length of the content.</summary>
    public long Bytes { get; }

    /// <summary>How many ranges it has; none where the content is empty.</summary>
    public int RangeCount => _filled.Length;

    /// <summary>Bytes of the content that are there.</summary>
    public long Filled
    {
        get
        {
            long sum = 0;
            for (var range = 0; range < _filled.Length; range++) sum += Volatile.Read(ref _filled[range]);
            return sum;
        }
    }

    /// <summary>The file's name while it is under way; caches are cleared of what ends so.</summary>
    public static string PathOf(string blob) => blob + Suffix;

    /// <summary>Opens what is there of a blob, or begins it.</summary>
    /// <param name="blob">Path of the finished blob.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="rangeBytes">Length of a range, for a new file; one that was begun keeps its own.</param>
    /// <exception cref="IOException">Another process has it open, or the disk fails.</exception>
    public static PartialBlob Open(string blob, long bytes, long rangeBytes)
    {
        var path = PathOf(blob);
        // Older versions of huggingface_hub keep what they have under this name, and go on where it ends.
        var legacy = blob + ".incomplete";
        if (!File.Exists(path) && File.Exists(legacy)) File.Move(legacy, path);

        // Nobody else writes meanwhile, whatever became of the lock beside it.
        var handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            var filled = ReadAccount(handle, bytes, out var keptRangeBytes);
            if (filled is not null) return new PartialBlob(handle, blob, bytes, keptRangeBytes, filled);

            var prefix = RandomAccess.GetLength(handle);
            if (prefix > bytes)
            {
                RandomAccess.SetLength(handle, 0);
                prefix = 0;
            }

            filled = new long[(int)((bytes + rangeBytes - 1) / rangeBytes)];
            for (var range = 0; range < filled.Length; range++)
            {
                filled[range] = Math.Clamp(prefix - range * rangeBytes, 0, Math.Min(rangeBytes, bytes - range * rangeBytes));
            }

            var partial = new PartialBlob(handle, blob, bytes, rangeBytes, filled);
            partial.WriteAccount();
            return partial;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Bytes that are there of a blob that nobody has open here; 0 where it is not begun or cannot be told.</summary>
    public static long FilledOf(string blob, long bytes) => Look(
        PathOf(blob), handle => ReadAccount(handle, bytes, out _) is { } filled ? filled.Sum() : Math.Min(bytes, RandomAccess.GetLength(handle)));

    /// <summary>Bytes that are there of the content of a file under way, whatever its length will be; 0 where it cannot be told.</summary>
    public static long FilledIn(string path) => Look(path, handle =>
    {
        var length = RandomAccess.GetLength(handle);
        // The account's length follows from the content's, which is not known: it is where the mark stands.
        for (var bytes = length - HeaderBytes; bytes >= 0 && length - bytes <= LongestAccount; bytes -= sizeof(long))
        {
            if (ReadAccount(handle, bytes, out _) is { } filled) return filled.Sum();
        }

        return length;
    });

    /// <summary>Whether a file of a cache is a blob under way.</summary>
    public static bool IsPath(string path) => path.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>What a range still lacks: [Start, End) in the content; empty when it is full.</summary>
    public (long Start, long End) Lacking(int range)
    {
        var start = range * _rangeBytes;
        return (start + Volatile.Read(ref _filled[range]), Math.Min(start + _rangeBytes, Bytes));
    }

    /// <summary>
    /// Takes content that begins at <paramref name="position"/>: what is there already is passed over, and so is what
    /// does not adjoin.
    /// </summary>
    /// <returns>Bytes that were lacking.</returns>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public long Write(long position, ReadOnlySpan<byte> content)
    {
        long taken = 0;
        var account = (Span<byte>)stackalloc byte[sizeof(long)];
        for (var range = (int)(position / _rangeBytes); range < _filled.Length && range * _rangeBytes < position + content.Length; range++)
        {
            var (start, end) = Lacking(range);
            if (start < position || start >= position + content.Length || start == end) continue;

            var part = content[(int)(start - position)..(int)(Math.Min(end, position + content.Length) - position)];
            RandomAccess.Write(_handle, part, start);
            var filled = start + part.Length - range * _rangeBytes;
            BinaryPrimitives.WriteInt64LittleEndian(account, filled);
            RandomAccess.Write(_handle, account, Bytes + HeaderBytes + (long)range * sizeof(long));
            Volatile.Write(ref _filled[range], filled);
            taken += part.Length;
        }

        return taken;
    }

    /// <summary>The content's hash, of the kind that <paramref name="like"/> is.</summary>
    public string Hash(string like, Action<long>? progress, CancellationToken cancellation) =>
        BlobHash.Compute(like, _handle, Bytes, progress, cancellation);

    /// <summary>Makes the full content the blob, in one step; nothing more can be done with this object.</summary>
    public void Finish()
    {
        RandomAccess.SetLength(_handle, Bytes);
        RandomAccess.FlushToDisk(_handle); // a name that survives a power cut must not stand for bytes that did not
        _handle.Dispose();
        File.Move(PathOf(_blob), _blob, overwrite: true);
    }

    /// <summary>Throws the content away.</summary>
    public void Discard()
    {
        _handle.Dispose();
        File.Delete(PathOf(_blob));
    }

    /// <summary>Closes the file and keeps what is there.</summary>
    public void Dispose() => _handle.Dispose();

    // What can be told without keeping others from it.
    private static long Look(string path, Func<SafeFileHandle, long> read)
    {
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return read(handle);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static long[]? ReadAccount(SafeFileHandle handle, long bytes, out long rangeBytes)
    {
        rangeBytes = 0;
        var header = (Span<byte>)stackalloc byte[HeaderBytes];
        var length = RandomAccess.GetLength(handle);
        if (length < bytes + HeaderBytes || RandomAccess.Read(handle, header, bytes) < HeaderBytes || !header.StartsWith(Mark)) return null;

        rangeBytes = BinaryPrimitives.ReadInt64LittleEndian(header[Mark.Length..]);
        if (rangeBytes <= 0) return null;
        var count = (bytes + rangeBytes - 1) / rangeBytes;
        if (count > int.MaxValue || length != bytes + HeaderBytes + count * sizeof(long)) return null;

        var account = new byte[count * sizeof(long)];
        if (RandomAccess.Read(handle, account, bytes + HeaderBytes) < account.Length) return null;
        var filled = new long[count];
        for (var range = 0; range < count; range++)
        {
            filled[range] = BinaryPrimitives.ReadInt64LittleEndian(account.AsSpan(range * sizeof(long)));
            if (filled[range] < 0 || filled[range] > Math.Min(rangeBytes, bytes - range * rangeBytes)) return null;
        }

        return filled;
    }

    private void WriteAccount()
    {
        var account = new byte[HeaderBytes + _filled.Length * sizeof(long)];
        Mark.CopyTo(account.AsSpan());
        BinaryPrimitives.WriteInt64LittleEndian(account.AsSpan(Mark.Length), _rangeBytes);
        for (var range = 0; range < _filled.Length; range++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(account.AsSpan(HeaderBytes + range * sizeof(long)), _filled[range]);
        }

        // In one step: a file of the content's length without its tail would count as full.
        RandomAccess.Write(_handle, account, Bytes);
    }
}
