using FgClip.Checkpoints.Hub;

namespace FgClip.Tests.Checkpoints.Hub;

public sealed class PartialBlobTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Blob => _folder.At("blob");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Any_order_of_parts_gives_the_content_and_survives_every_interruption()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var content = new byte[random.Next(0, 300)];
            random.NextBytes(content);
            var rangeBytes = random.Next(1, 120);
            long filled = 0;
            while (true)
            {
                // A new object each time: as after a kill.
                Assert.Equal(filled, PartialBlob.FilledOf(Blob, content.Length));
                using var partial = PartialBlob.Open(Blob, content.Length, rangeBytes);
                Assert.Equal(filled, partial.Filled);
                int[] lacking = [.. Enumerable.Range(0, partial.RangeCount).Where(range => partial.Lacking(range) is var (start, end) && start < end)];
                if (lacking.Length == 0)
                {
                    partial.Finish();
                    break;
                }

                var (from, to) = partial.Lacking(lacking[random.Next(lacking.Length)]);
                var begin = random.Next(3) == 0 ? 0 : (int)from; // a server without ranges begins at 0
                var before = partial.Filled;
                var taken = partial.Write(begin, content.AsSpan(begin, random.Next(1, content.Length - begin + 1)));
                filled = partial.Filled;
                Assert.Equal(before + taken, filled);
            }

            Assert.Equal(content, File.ReadAllBytes(Blob));
            Assert.False(File.Exists(PartialBlob.PathOf(Blob)));
            File.Delete(Blob);
        }
    }

    [Fact]
    public void What_does_not_adjoin_is_passed_over()
    {
        using var partial = PartialBlob.Open(Blob, 100, 50);

        Assert.Equal(0, partial.Write(10, new byte[20]));
        Assert.Equal(30, partial.Write(50, new byte[30]));
        Assert.Equal((80, 100), partial.Lacking(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(100)]
    public void What_is_there_can_be_told_without_knowing_the_length(int filled)
    {
        using (var partial = PartialBlob.Open(Blob, 100, 7)) partial.Write(0, new byte[filled]);

        Assert.Equal(filled, PartialBlob.FilledIn(PartialBlob.PathOf(Blob)));
        Assert.Equal(filled, PartialBlob.FilledOf(Blob, 100));
    }

    [Fact]
    public void Two_cannot_have_it_open()
    {
        using var partial = PartialBlob.Open(Blob, 100, 50);

        Assert.ThrowsAny<IOException>(() => PartialBlob.Open(Blob, 100, 50));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    [InlineData(101)]
    [InlineData(132)]
    [InlineData(5000)]
    public void Foreign_bytes_are_content_from_the_beginning_or_nothing(int length)
    {
        File.WriteAllBytes(PartialBlob.PathOf(Blob), new byte[length]);

        using var partial = PartialBlob.Open(Blob, 100, 50);

        Assert.Equal(length <= 100 ? length : 0, partial.Filled);
    }

    [Fact]
    public void Accounts_that_cannot_be_true_count_for_nothing()
    {
        using (var partial = PartialBlob.Open(Blob, 100, 50)) partial.Write(0, new byte[60]);
        var good = File.ReadAllBytes(PartialBlob.PathOf(Blob));
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            byte[] bad = [.. good];
            bad[random.Next(100, bad.Length)] ^= (byte)random.Next(1, 256);
            File.WriteAllBytes(PartialBlob.PathOf(Blob), bad);

            using var partial = PartialBlob.Open(Blob, 100, 50);

            Assert.InRange(partial.Filled, 0, 100);
        }
    }
}
