using Microsoft.Data.Sqlite;

namespace FgClip.Mcp.Resources.Embeddings;

/// <summary>
/// Embeddings kept over restarts, each for one owner. What <see cref="Add"/> has returned from is on the disk: neither the
/// end of the process at any moment nor several processes at once lose it. Bounded: the longest unused go first.
/// Thread-safe. Opens its file when first used.
/// </summary>
internal sealed class EmbeddingStore : IDisposable
{
    /// <summary>A use that is not much later than the last is not written down: reading would cost a write each time.</summary>
    private static readonly TimeSpan UseGrain = TimeSpan.FromMinutes(1);

    /// <summary>Room made at once, as a part of the whole, so that not every new vector evicts one.</summary>
    private const double EvictTo = 0.9;

    private readonly EmbeddingStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly EmbeddingFile _file;

    // Loads the database's library, for which a server's start does not wait.
    private readonly Lazy<EmbeddingDatabase> _database;

    /// <summary>A store that has opened nothing yet.</summary>
    /// <param name="options">Where and how much.</param>
    /// <param name="time">The clock.</param>
    /// <param name="warn">Takes whole sentences for the log.</param>
    public EmbeddingStore(EmbeddingStoreOptions options, TimeProvider time, Action<string> warn)
    {
        (_options, _time, _file) = (options, time, new EmbeddingFile(options, time));
        _database = new Lazy<EmbeddingDatabase>(() => new EmbeddingDatabase(_file, warn));
    }

    /// <summary>Whether nothing is written.</summary>
    public bool ReadOnly => _options.ReadOnly;

    /// <summary>The file's absolute path.</summary>
    public string FullName => _file.FullName;

    /// <summary>Keeps embeddings, all or none of them.</summary>
    /// <returns>How many are new to the owner.</returns>
    /// <exception cref="FgClipException">The file cannot be written.</exception>
    public int Add(string owner, IReadOnlyList<StoredEmbedding> embeddings) => _database.Value.Use(connection =>
    {
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        using var transaction = connection.BeginTransaction(deferred: false);
        var added = embeddings.Sum(embedding => EmbeddingRows.Add(connection, owner, embedding, now));
        EmbeddingRows.Evict(connection, _options.MaxBytes, EvictTo);
        transaction.Commit();
        return added;
    });

    /// <summary>An embedding of the owner's; null where there is none.</summary>
    /// <exception cref="FgClipException">The file cannot be read.</exception>
    public StoredEmbedding? Find(string owner, EmbeddingUri uri) => !_file.Exists ? null : _database.Value.Use(connection =>
    {
        if (EmbeddingRows.Find(connection, owner, uri) is not var (embedding, used)) return null;

        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        if (!_options.ReadOnly && now - used > UseGrain.TotalMilliseconds) Touch(connection, owner, uri.Id, now);
        return embedding;
    });

    /// <summary>A page of the owner's handles, newest first.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="before">The place of the last page's end; null for the first page.</param>
    /// <param name="count">Handles at most.</param>
    /// <returns>The handles, and the place to go on from; null at the end.</returns>
    /// <exception cref="FgClipException">The file cannot be read.</exception>
    public (IReadOnlyList<ListedEmbedding> Embeddings, long? Next) List(string owner, long? before, int count)
    {
        if (!_file.Exists) return ([], null);

        var rows = _database.Value.Use(connection => EmbeddingRows.List(connection, owner, before ?? long.MaxValue, count + 1));
        return rows.Count > count ? (rows[..count], rows[count - 1].Place) : (rows, null);
    }

    /// <summary>Ids of the owner that start with something, and are of a kind and model where these are given.</summary>
    /// <exception cref="FgClipException">The file cannot be read.</exception>
    public IReadOnlyList<string> Ids(string owner, string? kind, string? model, string prefix, int count) =>
        !_file.Exists ? [] : _database.Value.Use(connection => EmbeddingRows.Ids(connection, owner, kind, model, prefix, count));

    /// <summary>Figures of one owner, or of all.</summary>
    /// <exception cref="FgClipException">The file cannot be read.</exception>
    public EmbeddingStats Stats(string? owner)
    {
        if (!_file.Exists) return new EmbeddingStats(0, 0, _options.MaxBytes, []);

        return _database.Value.Use(connection =>
        {
            var groups = EmbeddingRows.Groups(connection, owner);
            return new EmbeddingStats(groups.Sum(group => group.Embeddings), EmbeddingRows.TotalBytes(connection), _options.MaxBytes, groups);
        });
    }

    /// <summary>Removes embeddings of all owners, of one model or of all, and gives their room back.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="FgClipException">The file cannot be written.</exception>
    public int Clear(string? model) => !_file.Exists ? 0 : _database.Value.Use(connection =>
    {
        var removed = Sql.Run(connection, "DELETE FROM embedding WHERE $model IS NULL OR model = $model", ("$model", model));
        Sql.Run(connection, "VACUUM");
        Sql.Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        return removed;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_database.IsValueCreated) _database.Value.Dispose();
    }

    // A use that cannot be written down because others write is no reason to fail.
    private static void Touch(SqliteConnection connection, string owner, string id, long now)
    {
        try
        {
            Sql.Run(connection, "UPDATE embedding SET used = $now WHERE owner = $owner AND id = $id", ("$now", now), ("$owner", owner), ("$id", id));
        }
        catch (SqliteException error) when (!EmbeddingFile.IsDamage(error))
        {
        }
    }
}
