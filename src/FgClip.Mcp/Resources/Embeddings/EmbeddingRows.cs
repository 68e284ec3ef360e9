using Microsoft.Data.Sqlite;

namespace FgClip.Mcp.Resources.Embeddings;

/// <summary>A handle in a list.</summary>
/// <param name="Uri">The handle.</param>
/// <param name="Bytes">Bytes of its vector.</param>
/// <param name="Made">When it was first kept.</param>
/// <param name="Place">Its place in the list, which falls from page to page.</param>
internal sealed record ListedEmbedding(EmbeddingUri Uri, long Bytes, DateTimeOffset Made, long Place);

/// <summary>The statements on the table of embeddings.</summary>
internal static class EmbeddingRows
{
    /// <returns>1 where it is new to the owner, else 0.</returns>
    public static int Add(SqliteConnection connection, string owner, StoredEmbedding embedding, long now)
    {
        var added = Sql.Run(
            connection,
            """
            INSERT INTO embedding (owner, id, kind, model, model_hash, precision, text_kind, max_patches, truncated, vector, made, used)
            VALUES ($owner, $id, $kind, $model, $hash, $precision, $textKind, $maxPatches, $truncated, $vector, $now, $now)
            ON CONFLICT (owner, id) DO NOTHING
            """,
            ("$owner", owner),
            ("$id", embedding.Uri.Id),
            ("$kind", embedding.Uri.Kind),
            ("$model", embedding.Uri.Model),
            ("$hash", embedding.ModelHash),
            ("$precision", embedding.Precision),
            ("$textKind", embedding.TextKind),
            ("$maxPatches", embedding.MaxPatches),
            ("$truncated", embedding.Truncated),
            ("$vector", VectorBytes.Of(embedding.Vector.Span)),
            ("$now", now));
        if (added == 0)
        {
            Sql.Run(
                connection,
                "UPDATE embedding SET used = $now WHERE owner = $owner AND id = $id",
                ("$now", now), ("$owner", owner), ("$id", embedding.Uri.Id));
        }

        return added;
    }

    public static (StoredEmbedding Embedding, long Used)? Find(SqliteConnection connection, string owner, EmbeddingUri uri)
    {
        var rows = Sql.Rows(
            connection,
            """
            SELECT model_hash, precision, text_kind, max_patches, truncated, vector, used FROM embedding
            WHERE owner = $owner AND id = $id AND kind = $kind AND model = $model
            """,
            row => (
                new StoredEmbedding(
                    uri,
                    row.GetString(0),
                    row.GetString(1),
                    row.IsDBNull(2) ? null : row.GetString(2),
                    row.IsDBNull(3) ? null : row.GetInt32(3),
                    row.GetBoolean(4),
                    VectorBytes.Read(row.GetFieldValue<byte[]>(5))),
                row.GetInt64(6)),
            ("$owner", owner), ("$id", uri.Id), ("$kind", uri.Kind), ("$model", uri.Model));
        return rows.Count == 0 ? null : rows[0];
    }

    public static List<ListedEmbedding> List(SqliteConnection connection, string owner, long before, int count) => Sql.Rows(
        connection,
        """
        SELECT kind, model, id, LENGTH(vector), made, rowid FROM embedding
        WHERE owner = $owner AND rowid < $before ORDER BY rowid DESC LIMIT $count
        """,
        row => new ListedEmbedding(
            new EmbeddingUri(row.GetString(0), row.GetString(1), row.GetString(2)),
            row.GetInt64(3),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            row.GetInt64(5)),
        ("$owner", owner), ("$before", before), ("$count", count));

    public static List<string> Ids(SqliteConnection connection, string owner, string? kind, string? model, string prefix, int count) => Sql.Rows(
        connection,
        """
        SELECT id FROM embedding
        WHERE owner = $owner AND ($kind IS NULL OR kind = $kind) AND ($model IS NULL OR model = $model)
            AND substr(id, 1, length($prefix)) = $prefix
        ORDER BY id LIMIT $count
        """,
        row => row.GetString(0),
        ("$owner", owner), ("$kind", kind), ("$model", model), ("$prefix", prefix), ("$count", count));

    public static List<EmbeddingGroup> Groups(SqliteConnection connection, string? owner) => Sql.Rows(
        connection,
        """
        SELECT kind, model, precision, COUNT(*), SUM(LENGTH(vector)) FROM embedding
        WHERE $owner IS NULL OR owner = $owner GROUP BY kind, model, precision ORDER BY kind, model, precision
        """,
        row => new EmbeddingGroup(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4)),
        ("$owner", owner));

    public static long TotalBytes(SqliteConnection connection) => (long)Sql.Scalar(connection, "SELECT bytes FROM total")!;

    /// <summary>Removes the longest unused once there are more than <paramref name="maxBytes"/>, down to a part of them.</summary>
    public static void Evict(SqliteConnection connection, long maxBytes, double part)
    {
        while (TotalBytes(connection) is var total && total > maxBytes)
        {
            // Rows are of about equal size; where they are not, another round follows.
            var rows = (long)Sql.Scalar(connection, "SELECT COUNT(*) FROM embedding")!;
            var count = Math.Max(1, (long)Math.Ceiling(rows * (total - maxBytes * part) / total));
            Sql.Run(
                connection,
                "DELETE FROM embedding WHERE rowid IN (SELECT rowid FROM embedding ORDER BY used, rowid LIMIT $count)",
                ("$count", count));
        }
    }
}
