using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace FgClip.Checkpoints;

/// <summary>
/// A safetensors file, mapped into memory and read only: nothing of the data is copied until a tensor is asked for its
/// values, and tensors may be larger than 2 GB. Safe for any number of threads at once, also while it is disposed of:
/// a copy under way finishes first, a later one throws <see cref="ObjectDisposedException"/>.
/// </summary>
/// <remarks>The file must not be cut short while it is open: like all mapped files, it would end the process.</remarks>
public sealed class SafetensorsFile : IDisposable
{
    /// <summary>The longest header that the format allows.</summary>
    private const int LongestHeader = 100_000_000;

    private const int LengthBytes = 8;

    private readonly SafeMemoryMappedViewHandle _view;
    private readonly Dictionary<string, CheckpointTensor> _tensors = new(StringComparer.Ordinal);
    private readonly nint _start;
    private int _disposed;

    private unsafe SafetensorsFile(
        string path, long length, int headerLength, SafeMemoryMappedViewHandle view, List<SafetensorsEntry> entries,
        IReadOnlyDictionary<string, string> metadata)
    {
        Path = path;
        Length = length;
        HeaderLength = headerLength;
        Metadata = metadata;
        _view = view;
        // The address stays the same for the view's whole life; holding it acquired would keep a forgotten file mapped.
        _start = (nint)Acquire();
        Release();
        foreach (var entry in entries)
        {
            _tensors.Add(entry.Name, new CheckpointTensor(this, entry, LengthBytes + headerLength + entry.Begin));
        }

        Tensors = _tensors.Values;
    }

    /// <summary>The path it was opened with, made absolute; links are not resolved.</summary>
    public string Path { get; }

    /// <summary>The file's length in bytes.</summary>
    public long Length { get; }

    /// <summary>The strings under <c>__metadata__</c>; empty where there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensors in the order of the header.</summary>
    public IReadOnlyCollection<CheckpointTensor> Tensors { get; }

    /// <summary>Bytes of JSON, padding included; the data starts 8 bytes after it.</summary>
    internal int HeaderLength { get; }

    /// <summary>Opens a file and checks all of its header against the data's length.</summary>
    /// <param name="path">The file, or a link to it.</param>
    /// <exception cref="FgClipException">It is missing, unreadable or malformed; the error names the tensor.</exception>
    public static SafetensorsFile Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var handle = CheckpointFileReader.Open(path, out var length);
        path = System.IO.Path.GetFullPath(path);
        var header = ReadHeader(handle, length, path);
        var entries = SafetensorsHeaderReader.Read(header, path, out var metadata);
        SafetensorsLayout.Check(entries, length - LengthBytes - header.Length, path);
        try
        {
            using var mapped = MemoryMappedFile.CreateFromFile(
                handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            // The handle keeps the mapping alive; an offset of 0 needs no adjusting to pages.
            var view = mapped.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read).SafeMemoryMappedViewHandle;
            return new SafetensorsFile(path, length, header.Length, view, entries, metadata);
        }
        catch (Exception e) when (CheckpointFileReader.IsFileProblem(e) || e is OutOfMemoryException)
        {
            throw CheckpointError.Create(
                "file cannot be mapped into memory", path, got: CheckpointFileReader.TrimEnd(e.Message), inner: e);
        }
    }

    /// <summary>Finds a tensor by its exact name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="tensor">The tensor, valid while this file is not disposed of.</param>
    public bool TryGet(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CheckpointTensor? tensor) =>
        _tensors.TryGetValue(name, out tensor);

    /// <summary>Unmaps the file once copies under way have finished; addresses become invalid.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _view.Dispose();
    }

    /// <summary>Start of the file in memory, not protected against a concurrent <see cref="Dispose"/>.</summary>
    internal nint Start
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed != 0, this);
            return _start;
        }
    }

    /// <summary>Start of the file in memory; stays mapped until <see cref="Release"/>.</summary>
    internal unsafe byte* Acquire()
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        byte* start = null;
        _view.AcquirePointer(ref start);
        return start;
    }

    /// <summary>Ends one <see cref="Acquire"/>.</summary>
    internal void Release() => _view.ReleasePointer();

    private static byte[] ReadHeader(SafeFileHandle handle, long length, string path)
    {
        Span<byte> start = stackalloc byte[(int)Math.Min(length, 64)];
        CheckpointFileReader.ReadExactly(handle, start, 0, path);
        if (start.StartsWith("version https://git-lfs"u8))
        {
            throw CheckpointError.Create(
                "is a Git LFS pointer, not the weights themselves",
                path,
                remedy: "Run 'git lfs pull' in the folder, or download the file.");
        }

        if (length < LengthBytes)
        {
            throw CheckpointError.Create(
                "is too short for a safetensors file", path, expected: "at least 8 bytes", got: $"{length}");
        }

        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (headerLength > LongestHeader)
        {
            throw CheckpointError.Create(
                "header is too long",
                path,
                expected: $"at most {LongestHeader} bytes",
                got: $"{headerLength}",
                remedy: "Is it a safetensors file?");
        }

        if (headerLength > (ulong)(length - LengthBytes))
        {
            throw CheckpointError.Create(
                "header goes beyond the end of the file",
                path,
                expected: $"at most {length - LengthBytes} bytes",
                got: $"{headerLength}",
                remedy: "The file is cut short or no safetensors file: download it again.");
        }

        var header = new byte[headerLength];
        CheckpointFileReader.ReadExactly(handle, header, LengthBytes, path);
        return header;
    }
}
