using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FgClip.Mcp.Resources.Embeddings;

/// <summary>
/// The tables, as steps from each version to the next; the file's <c>user_version</c> counts those taken. A step that
/// was released is never changed: a new one is added behind it.
/// </summary>
internal static class EmbeddingSchema
{
    /// <summary>Bytes that a row is counted with beside its vector: its columns, their index entries and the page's share.</summary>
    private const int RowBytes = 400;

    private static readonly string[] Steps =
    [
        // 1: vectors by owner and id.
        """
        CREATE TABLE embedding (
            owner TEXT NOT NULL,
            id TEXT NOT NULL,
            kind TEXT NOT NULL,
            model TEXT NOT NULL,
            model_hash TEXT NOT NULL,
            precision TEXT NOT NULL,
            text_kind TEXT,
            max_patches INTEGER,
            truncated INTEGER NOT NULL,
            vector BLOB NOT NULL,
            made INTEGER NOT NULL,
            PRIMARY KEY (owner, id));
        """,

        // 2: what the bound needs: when each was last used, and the bytes of all, counted where they change.
        $"""
        ALTER TABLE embedding ADD COLUMN used INTEGER NOT NULL DEFAULT 0;
        UPDATE embedding SET used = made;
        CREATE INDEX embedding_by_use ON embedding (used);
        CREATE TABLE total (bytes INTEGER NOT NULL);
        INSERT INTO total SELECT COALESCE(SUM(LENGTH(vector) + {RowBytes}), 0) FROM embedding;
        CREATE TRIGGER embedding_added AFTER INSERT ON embedding BEGIN
            UPDATE total SET bytes = bytes + LENGTH(NEW.vector) + {RowBytes};
        END;
        CREATE TRIGGER embedding_removed AFTER DELETE ON embedding BEGIN
            UPDATE total SET bytes = bytes - LENGTH(OLD.vector) - {RowBytes};
        END;
        """,
    ];

    /// <summary>The newest version.</summary>
    public static int Latest => Steps.Length;

    /// <summary>The version of a file; 0 for a new one.</summary>
    public static int VersionOf(SqliteConnection connection) =>
        (int)(long)Sql.Scalar(connection, "PRAGMA user_version")!;

    /// <summary>Takes the steps that a file lacks, all or none of them.</summary>
    /// <param name="connection">The file.</param>
    /// <param name="target">The version to reach.</param>
    /// <exception cref="FgClipException">The file is of a newer program.</exception>
    public static void Migrate(SqliteConnection connection, int target)
    {
        if (VersionOf(connection) == target) return;

        using var transaction = connection.BeginTransaction(deferred: false);
        var version = VersionOf(connection); // again: another process may have been first
        if (version > target)
        {
            throw new FgClipException(
                FgClipErrorKind.File,
                "the file of embeddings was written by a newer version of this program",
                connection.DataSource,
                $"version {target} or older",
                $"version {version}",
                $"Update the program, or name another folder with {DataFolder.Variable}.");
        }

        foreach (var step in Steps.Take(target).Skip(version)) Sql.Run(connection, step);
        Sql.Run(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {target}"));
        transaction.Commit();
    }
}
