using Microsoft.Data.Sqlite;

namespace FgClip.Mcp.Resources.Embeddings;

/// <summary>
/// The connection of this process, opened at the first use. A damaged file is moved aside with a warning and a new one
/// begun; every other fault becomes an <see cref="FgClipException"/>. Thread-safe: statements take turns.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="warn">Takes whole sentences for the log.</param>
internal sealed class EmbeddingDatabase(EmbeddingFile file, Action<string> warn) : IDisposable
{
    private readonly Lock _lock = new();
    private SqliteConnection? _connection;
    private bool _disposed;

    /// <summary>Does something with the file.</summary>
    /// <exception cref="FgClipException">The file cannot be used.</exception>
    public T Use<T>(Func<SqliteConnection, T> work)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            try
            {
                return UseOrMend(work);
            }
            catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
            {
                Close();
                throw new FgClipException(
                    FgClipErrorKind.File,
                    "the file of embeddings cannot be used",
                    file.FullName,
                    got: error.Message,
                    remedy: $"See that its folder can be written and has room, or name another with {DataFolder.Variable}.",
                    inner: error);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            Close();
        }
    }

    private T UseOrMend<T>(Func<SqliteConnection, T> work)
    {
        try
        {
            return work(_connection ??= file.Open());
        }
        catch (SqliteException error) when (EmbeddingFile.IsDamage(error) && !file.ReadOnly)
        {
            Close();
            if (file.SetAside() is { } aside)
            {
                warn($"The file of embeddings, {file.FullName}, is damaged ({error.Message}). It was moved to {aside} and a new one begun: earlier handles are lost, make them again.");
            }

            return work(_connection = file.Open());
        }
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
