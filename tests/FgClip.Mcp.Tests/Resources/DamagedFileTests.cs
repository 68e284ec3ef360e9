using FgClip.Mcp.Resources.Embeddings;
using FgClip.Tests;

namespace FgClip.Mcp.Tests.Resources;

public sealed class DamagedFileTests : IDisposable
{
    private const string Owner = TestEmbedding.Owner;

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly List<string> _warnings = [];

    public void Dispose() => _folder.Dispose();

    /// <summary>How the file is damaged.</summary>
    public static TheoryData<string> Damages => ["text", "start", "cut", "pages"];

    [Theory]
    [MemberData(nameof(Damages))]
    public void It_is_moved_aside_with_a_warning_and_a_new_one_begun(string damage)
    {
        using (var before = Open()) before.Add(Owner, [.. Enumerable.Range(0, 200).Select(number => TestEmbedding.Of(number, dimensions: 500))]);
        var file = _folder.File("embeddings.db");
        Damage(file, damage);
        var damaged = File.ReadAllBytes(file);

        using var after = Open();
        Assert.Equal(1, after.Add(Owner, [.. Enumerable.Range(0, 1).Select(_ => TestEmbedding.Of(1000))]));
        // What is damaged may lie where adding does not look: reading everything finds it.
        _ = after.Stats(null);
        for (var number = 0; number < 200; number++) _ = after.Find(Owner, TestEmbedding.Of(number).Uri);
        after.Add(Owner, [TestEmbedding.Of(1001)]);

        Assert.NotNull(after.Find(Owner, TestEmbedding.Of(1001).Uri));
        var warning = Assert.Single(_warnings);
        var aside = Assert.Single(Directory.GetFiles(_folder.Path, "embeddings.damaged-*.db"));
        Assert.Contains(aside, warning, StringComparison.Ordinal);
        Assert.Contains("damaged", warning, StringComparison.Ordinal);
        if (damage == "text") Assert.Equal(damaged, File.ReadAllBytes(aside));
        Assert.Equal("ok", Check());
    }

    [Fact]
    public void Reading_only_says_so_and_moves_nothing()
    {
        File.WriteAllText(_folder.File("embeddings.db"), new string('x', 5_000));
        using var store = new EmbeddingStore(new EmbeddingStoreOptions { Folder = _folder.Path, ReadOnly = true }, _time, _warnings.Add);

        var error = Assert.Throws<FgClipException>(() => store.Find(Owner, TestEmbedding.Of(1).Uri));

        Assert.Contains("embeddings.db", error.Message, StringComparison.Ordinal);
        Assert.Equal([_folder.File("embeddings.db")], Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Several_that_find_it_at_once_mend_it_once(int _)
    {
        File.WriteAllText(_folder.File("embeddings.db"), new string('x', 5_000));
        var warnings = new List<string>();
        void Warn(string warning)
        {
            lock (warnings) warnings.Add(warning);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(() =>
        {
            using var store = new EmbeddingStore(new EmbeddingStoreOptions { Folder = _folder.Path }, _time, Warn);
            store.Add(Owner, [TestEmbedding.Of(number)]);
        })));

        using var reader = Open();
        Assert.Equal(4, reader.Stats(Owner).Embeddings);
        Assert.Single(warnings);
    }

    private static void Damage(string file, string damage)
    {
        switch (damage)
        {
            case "text":
                File.WriteAllText(file, string.Concat(Enumerable.Repeat("This is no database. ", 500)));
                break;
            case "start":
                Overwrite(file, 0, 200);
                break;
            case "cut":
                using (var stream = File.OpenWrite(file)) stream.SetLength(stream.Length / 2 / 4096 * 4096);
                break;
            case "pages":
                Overwrite(file, 4096, (int)new FileInfo(file).Length - 4096);
                break;
        }
    }

    private static void Overwrite(string file, int offset, int count)
    {
        var noise = new byte[count];
        new Random(1).NextBytes(noise);
        using var stream = File.OpenWrite(file);
        stream.Position = offset;
        stream.Write(noise);
    }

    private string? Check()
    {
        using var connection = new EmbeddingFile(new EmbeddingStoreOptions { Folder = _folder.Path }, _time).Open();
        return (string?)Sql.Scalar(connection, "PRAGMA integrity_check");
    }

    private EmbeddingStore Open() => new(new EmbeddingStoreOptions { Folder = _folder.Path }, _time, _warnings.Add);
}
