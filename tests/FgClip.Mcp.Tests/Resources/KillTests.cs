using System.Diagnostics;
using FgClip.Mcp.Resources;
using FgClip.Mcp.Resources.Embeddings;
using FgClip.Tests;

namespace FgClip.Mcp.Tests.Resources;

/// <summary>Processes that are killed while they write: what they said to have kept is there, whole.</summary>
public class KillTests(ITestOutputHelper output)
{
    private const int Kills = 100;
    private const int FewKills = 3;

    /// <summary>More than a process can write before it is killed.</summary>
    private const int Endless = 1_000_000;

    [Fact]
    public async Task A_few_kills_lose_nothing() => await KillAsync(FewKills);

    [Fact]
    public async Task A_hundred_kills_lose_nothing()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("FGCLIP_SLOW_TESTS") == "1", "starts 200 processes; set FGCLIP_SLOW_TESTS=1 to run it");
        await KillAsync(Kills);
    }

    // Two processes write at once; one is killed after a number of lines that differs, the other at the same moment.
    private async Task KillAsync(int kills)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(7);
        var promised = new List<int>();
        for (var kill = 0; kill < kills; kill++)
        {
            var (left, right) = (kill * 2 * Endless / kills, (kill * 2 + 1) * Endless / kills);
            using Process one = Start(folder.Path, left), other = Start(folder.Path, right);
            var lines = random.Next(1, 60);
            var kept = 0;
            for (; kept < lines && await one.StandardOutput.ReadLineAsync() is not null; kept++)
            {
            }

            one.Kill();
            other.Kill();
            kept += CountLines(await one.StandardOutput.ReadToEndAsync());
            var alsoKept = CountLines(await other.StandardOutput.ReadToEndAsync());
            await Task.WhenAll(one.WaitForExitAsync(), other.WaitForExitAsync());
            Assert.True(kept >= lines, $"{kept} lines of {lines}: {await one.StandardError.ReadToEndAsync()}");
            promised.AddRange(Enumerable.Range(left, kept));
            promised.AddRange(Enumerable.Range(right, alsoKept));
            Verify(folder.Path, kill == kills - 1 ? promised : [.. promised.TakeLast(kept + alsoKept)]);
        }

        output.WriteLine($"{kills} kills of two writers; {promised.Count} vectors promised, none lost, the file whole each time");
    }

    private static void Verify(string folder, List<int> promised)
    {
        using var store = new EmbeddingStore(new EmbeddingStoreOptions { Folder = folder }, TimeProvider.System, Assert.Fail);
        foreach (var number in promised)
        {
            var expected = FillerEmbedding.Of(number);
            var found = store.Find(AuthenticatedOwners.Local, expected.Uri);
            Assert.True(found is not null, $"vector {number} is lost");
            Assert.True(expected.Vector.Span.SequenceEqual(found.Vector.Span), $"vector {number} is another");
        }

        using var connection = new EmbeddingFile(new EmbeddingStoreOptions { Folder = folder }, TimeProvider.System).Open();
        Assert.Equal("ok", Sql.Scalar(connection, "PRAGMA integrity_check"));
        Assert.Equal(
            Sql.Scalar(connection, "SELECT SUM(LENGTH(vector) + 400) FROM embedding"), Sql.Scalar(connection, "SELECT bytes FROM total"));
    }

    // A line that was cut in its midst was not promised.
    private static int CountLines(string text) => text.Count(letter => letter == '\n');

    private static Process Start(string folder, int first)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "fgclip.exe" : "fgclip");
        return Process.Start(new ProcessStartInfo(program, ["cache", "fill", $"{first}", $"{Endless}", "--data", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
