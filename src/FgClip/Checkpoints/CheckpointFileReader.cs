using System.Security;
using Microsoft.Win32.SafeHandles;

namespace FgClip.Checkpoints;

/// <summary>Opens files of a checkpoint folder; whatever goes wrong is an error that names the file.</summary>
internal static class CheckpointFileReader
{
    /// <summary>Opens a regular file, or a link to one (Hugging Face caches hold links), for reading.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">Its length in bytes, at least 1.</param>
    /// <exception cref="FgClipException">
    /// Nothing is there, it is a folder, it is empty, the link leads nowhere, or it cannot be opened.
    /// </exception>
    public static SafeFileHandle Open(string path, out long length)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw CheckpointError.Create("is a folder", path, expected: "a file", remedy: "Remove or rename the folder.");
            }

            if (!File.Exists(path)) throw CheckpointError.Create("file does not exist", path);
            var target = File.ResolveLinkTarget(path, returnFinalTarget: true);
            if (target is { Exists: false })
            {
                throw CheckpointError.Create(
                    "link leads to a file that is not there", path, got: target.FullName, remedy: "Download the checkpoint again.");
            }

            // Opening a pipe would wait for a writer for ever; pipes and devices say length 0.
            if (new FileInfo(target?.FullName ?? path).Length == 0)
            {
                throw CheckpointError.Create("file is empty or no regular file", path, remedy: "Download it again.");
            }

            var handle = File.OpenHandle(path);
            try
            {
                length = RandomAccess.GetLength(handle);
                return handle;
            }
            catch
            {
                handle.Dispose();
                throw;
            }
        }
        catch (Exception e) when (IsFileProblem(e))
        {
            throw CheckpointError.Create("file cannot be opened", path, got: TrimEnd(e.Message), inner: e);
        }
    }

    /// <summary>The whole of a small file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes it may have; more is an error before anything is read.</param>
    /// <exception cref="FgClipException">As <see cref="Open"/>, or it is longer than the limit.</exception>
    public static byte[] ReadAll(string path, int limit)
    {
        using var handle = Open(path, out var length);
        if (length > limit)
        {
            throw CheckpointError.Create(
                "file is too large", path, expected: $"at most {limit} bytes", got: $"{length} bytes");
        }

        var bytes = new byte[length];
        ReadExactly(handle, bytes, 0, path);
        return bytes;
    }

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/> on.</summary>
    /// <exception cref="FgClipException">The file ends before, or cannot be read.</exception>
    public static void ReadExactly(SafeFileHandle handle, Span<byte> destination, long offset, string path)
    {
        try
        {
            while (!destination.IsEmpty)
            {
                var read = RandomAccess.Read(handle, destination, offset);
                if (read == 0) throw CheckpointError.Create("file ended while it was read", path);
                destination = destination[read..];
                offset += read;
            }
        }
        catch (Exception e) when (IsFileProblem(e))
        {
            throw CheckpointError.Create("file cannot be read", path, got: TrimEnd(e.Message), inner: e);
        }
    }

    /// <summary>The exceptions by which .NET reports a file that cannot be used.</summary>
    public static bool IsFileProblem(Exception e) =>
        e is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException or ArgumentException;

    /// <summary>A system message without its full stop, to stand inside a sentence.</summary>
    public static string TrimEnd(string message) => message.TrimEnd('.', ' ', '\r', '\n');
}
