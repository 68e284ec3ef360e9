using FgClip.Mcp.Resources.Embeddings;
using FgClip.Tests;

namespace FgClip.Mcp.Tests.Resources;

public sealed class EmbeddingStoreTests : IDisposable
{
    private const string Owner = TestEmbedding.Owner;
    private const int RowBytes = 400;

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly List<string> _warnings = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_kept_is_there_after_a_restart_in_every_detail()
    {
        var made = new[] { TestEmbedding.Of(1), TestEmbedding.Of(2, EmbeddingUri.Text) with { Truncated = true } };
        using (var first = Open()) Assert.Equal(2, first.Add(Owner, made));

        using var second = Open();
        foreach (var embedding in made)
        {
            var found = second.Find(Owner, embedding.Uri)!;
            Assert.Equal(embedding with { Vector = default }, found with { Vector = default });
            Assert.Equal(embedding.Vector.ToArray(), found.Vector.ToArray());
        }

        Assert.Empty(_warnings);
    }

    [Fact]
    public void The_same_again_is_not_new()
    {
        using var store = Open();

        Assert.Equal(1, store.Add(Owner, [TestEmbedding.Of(1)]));
        Assert.Equal(1, store.Add(Owner, [TestEmbedding.Of(1), TestEmbedding.Of(2)]));
        Assert.Equal(2, store.Stats(Owner).Embeddings);
    }

    [Fact]
    public void Each_owner_sees_their_own()
    {
        using var store = Open();
        store.Add(Owner, [TestEmbedding.Of(1)]);
        store.Add("two", [TestEmbedding.Of(1), TestEmbedding.Of(2)]);

        Assert.NotNull(store.Find(Owner, TestEmbedding.Of(1).Uri));
        Assert.Null(store.Find(Owner, TestEmbedding.Of(2).Uri));
        Assert.Single(store.List(Owner, null, 10).Embeddings);
        Assert.Single(store.Ids(Owner, null, null, "", 10));
        Assert.Equal((1, 2, 3), (store.Stats(Owner).Embeddings, store.Stats("two").Embeddings, store.Stats(null).Embeddings));
    }

    [Fact]
    public void A_handle_with_another_kind_or_model_finds_nothing()
    {
        using var store = Open();
        var uri = TestEmbedding.Of(1).Uri;
        store.Add(Owner, [TestEmbedding.Of(1)]);

        Assert.Null(store.Find(Owner, uri with { Kind = EmbeddingUri.Text }));
        Assert.Null(store.Find(Owner, uri with { Model = "another" }));
        Assert.Null(store.Find(Owner, uri with { Id = "' OR 1=1 --" }));
    }

    [Fact]
    public void The_longest_unused_go_when_there_are_too_many()
    {
        var each = 8 * sizeof(float) + RowBytes;
        using var store = Open(maxBytes: each * 10);
        for (var number = 0; number < 10; number++)
        {
            store.Add(Owner, [TestEmbedding.Of(number)]);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.NotNull(store.Find(Owner, TestEmbedding.Of(0).Uri)); // used again
        store.Add(Owner, [TestEmbedding.Of(10)]);

        Assert.NotNull(store.Find(Owner, TestEmbedding.Of(0).Uri));
        Assert.Null(store.Find(Owner, TestEmbedding.Of(1).Uri));
        Assert.NotNull(store.Find(Owner, TestEmbedding.Of(10).Uri));
        Assert.InRange(store.Stats(null).Bytes, 1, each * 10);
        Assert.Equal(store.Stats(null).Embeddings * each, store.Stats(null).Bytes);
    }

    [Fact]
    public void The_bound_holds_over_many_writes_of_many_sizes()
    {
        const long MaxBytes = 200_000;
        using var store = Open(MaxBytes);
        for (var number = 0; number < 500; number++)
        {
            store.Add(Owner, [TestEmbedding.Of(number, dimensions: 1 + number * 37 % 2_000)]);
            Assert.InRange(store.Stats(null).Bytes, 1, MaxBytes);
        }

        Assert.NotNull(store.Find(Owner, TestEmbedding.Of(499).Uri));
        Assert.Null(store.Find(Owner, TestEmbedding.Of(0).Uri));
    }

    [Fact]
    public void Pages_go_from_the_newest_to_the_oldest_and_end()
    {
        using var store = Open();
        store.Add(Owner, [.. Enumerable.Range(0, 7).Select(number => TestEmbedding.Of(number))]);

        var seen = new List<string>();
        long? place = null;
        do
        {
            (var page, place) = store.List(Owner, place, 3);
            seen.AddRange(page.Select(one => one.Uri.Id));
        }
        while (place is not null);

        Assert.Equal(Enumerable.Range(0, 7).Reverse().Select(number => TestEmbedding.Of(number).Uri.Id), seen);
    }

    [Fact]
    public void Clearing_removes_all_or_one_model_and_gives_room_back()
    {
        using var store = Open();
        store.Add(Owner, [.. Enumerable.Range(0, 100).Select(number => TestEmbedding.Of(number, dimensions: 1_000))]);
        store.Add("two", [TestEmbedding.Of(1000, model: "other")]);
        var before = new FileInfo(store.FullName + "-wal").Length + new FileInfo(store.FullName).Length;

        Assert.Equal(100, store.Clear("a/model"));
        Assert.Equal(1, store.Stats(null).Embeddings);
        Assert.Equal(1, store.Clear(null));
        Assert.Equal((0, 0), (store.Stats(null).Embeddings, store.Stats(null).Bytes));
        Assert.InRange(new FileInfo(store.FullName + "-wal").Length + new FileInfo(store.FullName).Length, 1, before / 5);
    }

    [Fact]
    public void Reading_only_writes_nothing_and_finds_what_is_there()
    {
        using (var nothing = Open(readOnly: true))
        {
            Assert.Null(nothing.Find(Owner, TestEmbedding.Of(1).Uri));
            Assert.Equal(0, nothing.Stats(null).Embeddings);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
        using (var writer = Open()) writer.Add(Owner, [TestEmbedding.Of(1)]);
        var bytes = File.ReadAllBytes(_folder.File("embeddings.db"));

        using (var reader = Open(readOnly: true))
        {
            _time.Advance(TimeSpan.FromHours(1));
            Assert.NotNull(reader.Find(Owner, TestEmbedding.Of(1).Uri));
            Assert.Throws<FgClipException>(() => reader.Add(Owner, [TestEmbedding.Of(2)]));
        }

        Assert.Equal(bytes, File.ReadAllBytes(_folder.File("embeddings.db")));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_an_error_that_names_it()
    {
        File.WriteAllText(_folder.File("file"), "");
        using var store = new EmbeddingStore(new EmbeddingStoreOptions { Folder = _folder.File("file") }, _time, _warnings.Add);

        var error = Assert.Throws<FgClipException>(() => store.Add(Owner, [TestEmbedding.Of(1)]));

        Assert.Equal(FgClipErrorKind.File, error.Kind);
        Assert.Contains(_folder.File("file"), error.Message, StringComparison.Ordinal);
        Assert.Contains("FGCLIP_DATA", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_stores_on_one_file_write_at_once()
    {
        const int Writers = 4, Each = 50;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() =>
        {
            using var store = Open();
            for (var number = 0; number < Each; number++) store.Add(Owner, [TestEmbedding.Of(writer * Each + number)]);
        })));

        using var reader = Open();
        Assert.Equal(Writers * Each, reader.Stats(Owner).Embeddings);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void Only_the_user_can_read_the_file()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such rights");
            return;
        }

        using var store = new EmbeddingStore(new EmbeddingStoreOptions { Folder = _folder.File("new") }, _time, _warnings.Add);
        store.Add(Owner, [TestEmbedding.Of(1)]);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(store.FullName));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(store.FullName + "-wal"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.File("new")));
    }

    private EmbeddingStore Open(long maxBytes = 1_000_000_000, bool readOnly = false) => new(
        new EmbeddingStoreOptions { Folder = _folder.Path, MaxBytes = maxBytes, ReadOnly = readOnly }, _time, _warnings.Add);
}
