using FgClip.Mcp.Resources.Embeddings;
using FgClip.Tests;
using Microsoft.Data.Sqlite;

namespace FgClip.Mcp.Tests.Resources;

public sealed class EmbeddingSchemaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<int> Versions => [.. Enumerable.Range(1, EmbeddingSchema.Latest)];

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_file_of_each_version_keeps_its_vectors(int version)
    {
        using (var old = Connect())
        {
            EmbeddingSchema.Migrate(old, version);
            Assert.Equal(version, EmbeddingSchema.VersionOf(old));
            // The columns of version 1, which every later one still takes.
            Sql.Run(
                old,
                """
                INSERT INTO embedding (owner, id, kind, model, model_hash, precision, text_kind, max_patches, truncated, vector, made)
                VALUES ('one', $id, 'image', 'a/model', 'hash', 'float32', NULL, 256, 0, $vector, 1)
                """,
                ("$id", TestEmbedding.Of(1).Uri.Id), ("$vector", VectorBytes.Of(TestEmbedding.Of(1).Vector.Span)));
        }

        using var store = new EmbeddingStore(new EmbeddingStoreOptions { Folder = _folder.Path }, new ManualTime(), Assert.Fail);
        Assert.Equal(TestEmbedding.Of(1).Vector.ToArray(), store.Find(TestEmbedding.Owner, TestEmbedding.Of(1).Uri)!.Vector.ToArray());
        Assert.Equal(1, store.Add(TestEmbedding.Owner, [TestEmbedding.Of(2)]));
        Assert.Equal(2 * (8 * sizeof(float) + 400), store.Stats(null).Bytes);
        using var after = Connect();
        Assert.Equal(EmbeddingSchema.Latest, EmbeddingSchema.VersionOf(after));
    }

    [Fact]
    public void A_file_of_a_newer_program_is_left_alone()
    {
        using (var newer = Connect()) Sql.Run(newer, "PRAGMA user_version = 999");
        var bytes = File.ReadAllBytes(_folder.File("embeddings.db"));
        using var store = new EmbeddingStore(new EmbeddingStoreOptions { Folder = _folder.Path }, new ManualTime(), Assert.Fail);

        var error = Assert.Throws<FgClipException>(() => store.Add(TestEmbedding.Owner, [TestEmbedding.Of(1)]));

        Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
        Assert.Contains("999", error.Message, StringComparison.Ordinal);
        using var after = Connect();
        Assert.Equal(999, EmbeddingSchema.VersionOf(after));
        Assert.Equal(0L, Sql.Scalar(after, "SELECT COUNT(*) FROM sqlite_master"));
        Assert.Equal(bytes.Length, new FileInfo(_folder.File("embeddings.db")).Length);
    }

    [Fact]
    public void A_step_that_fails_leaves_the_file_as_it_was()
    {
        using var connection = Connect();
        EmbeddingSchema.Migrate(connection, 1);
        Sql.Run(connection, "CREATE TABLE total (other TEXT)"); // in the way of step 2

        Assert.Throws<SqliteException>(() => EmbeddingSchema.Migrate(connection, 2));

        Assert.Equal(1, EmbeddingSchema.VersionOf(connection));
        Assert.Equal(0L, Sql.Scalar(connection, "SELECT COUNT(*) FROM pragma_table_info('embedding') WHERE name = 'used'"));
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={_folder.File("embeddings.db")};Pooling=False");
        connection.Open();
        return connection;
    }
}
