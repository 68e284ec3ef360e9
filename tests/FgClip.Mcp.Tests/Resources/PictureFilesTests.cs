using FgClip.Mcp.Resources;
using FgClip.Tests;

namespace FgClip.Mcp.Tests.Resources;

public sealed class PictureFilesTests : IDisposable
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47];

    private readonly TemporaryFolder _temporary = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_run_has_one_folder_and_every_picture_a_name_of_its_own()
    {
        var files = New();

        var paths = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => files.Write(Png))));

        Assert.Equal(40, paths.Distinct().Count());
        Assert.All(paths, path => Assert.Equal(Png, File.ReadAllBytes(path)));
        var folder = Assert.Single(Directory.GetDirectories(_temporary.Path));
        Assert.All(paths, path => Assert.Equal(folder, Path.GetDirectoryName(path)));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public void Nothing_is_made_before_the_first_picture()
    {
        _ = New();

        Assert.Empty(Directory.GetFileSystemEntries(_temporary.Path));
    }

    [Fact]
    public void The_oldest_of_a_run_go_where_they_become_too_many()
    {
        var files = New();
        var large = new byte[PictureFiles.MaxBytes / 2];

        string[] paths = [files.Write(Png), files.Write(large), files.Write(large)];

        Assert.Equal([false, true, true], paths.Select(File.Exists));
    }

    [Fact]
    public void Those_of_earlier_runs_stay_for_a_day()
    {
        string[] runs = [Made(hoursAgo: 25), Made(hoursAgo: 23)];

        New().Write(Png);

        Assert.Equal([false, true], runs.Select(Directory.Exists));
    }

    [Fact]
    public void What_is_not_ours_stays()
    {
        var other = Made(hoursAgo: 48);
        File.WriteAllText(Path.Combine(other, "notes.txt"), "mine");
        Age(other, 48);
        var kept = Directory.CreateDirectory(_temporary.File("kept")).FullName;
        File.WriteAllBytes(Path.Combine(kept, "picture-1.png"), Png);
        Age(kept, 48);
        var link = _temporary.File($"{PictureFiles.FolderPrefix}link");
        Directory.CreateSymbolicLink(link, kept);
        Age(_temporary.Path, 48);

        New().Write(Png);

        Assert.True(File.Exists(Path.Combine(other, "notes.txt")));
        Assert.True(File.Exists(Path.Combine(kept, "picture-1.png")));
        Assert.True(Directory.Exists(link));
    }

    [Fact]
    public void A_folder_that_the_system_cleared_away_is_made_anew()
    {
        var files = New();
        Directory.Delete(Path.GetDirectoryName(files.Write(Png))!, recursive: true);

        Assert.True(File.Exists(files.Write(Png)));
    }

    [Fact]
    public void A_temporary_folder_that_takes_no_files_is_an_error_that_says_what_else_there_is()
    {
        var file = _temporary.File("no-folder");
        File.WriteAllText(file, "");

        var error = Assert.Throws<FgClipException>(() => new PictureFiles(_time, file).Write(Png));

        Assert.Contains("temporary folder", error.Message, StringComparison.Ordinal);
        Assert.Contains("inline or link", error.Message, StringComparison.Ordinal);
    }

    private PictureFiles New() => new(_time, _temporary.Path);

    private string Made(int hoursAgo)
    {
        var folder = Path.GetDirectoryName(new PictureFiles(_time, _temporary.Path).Write(Png))!;
        Age(folder, hoursAgo);
        return folder;
    }

    private void Age(string folder, int hours) => Directory.SetLastWriteTimeUtc(folder, _time.GetUtcNow().UtcDateTime.AddHours(-hours));
}
