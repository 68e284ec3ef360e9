using FgClip.Imaging;
using FgClip.Imaging.Sources;

namespace FgClip.Tests.Imaging.Sources;

public sealed class PictureSourcesTests : IDisposable
{
    private static readonly string Sample = Path.Combine(TestData.Root, "samples", "scene.jpg");

    private readonly TemporaryFolder _folder = new();
    private readonly PictureSources _anywhere = new(new PictureSourceOptions());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Paths_file_uris_data_uris_and_base64_name_the_same_picture()
    {
        var bytes = File.ReadAllBytes(Sample);
        var spaced = _folder.File("a picture, 图.jpg");
        File.WriteAllBytes(spaced, bytes);
        var base64 = Convert.ToBase64String(bytes);
        string[] sources =
        [
            Sample,
            spaced,
            new Uri(spaced).AbsoluteUri, // percent-encoded
            "FILE://" + Sample,
            "file://localhost" + new Uri(Sample).AbsolutePath,
            $"data:image/jpeg;base64,{base64}",
            $"data:;BASE64,{base64}",
            $"data:image/jpeg;base64,{Uri.EscapeDataString(base64)}",
            base64, // starts with /9j/, like an absolute path
            string.Join('\n', base64.Chunk(76).Select(line => new string(line))),
            base64.Replace('+', '-').Replace('/', '_').TrimEnd('='),
        ];

        var hashes = sources.Select(source => _anywhere.Read(source).ContentHash).Distinct();

        Assert.Equal(PictureReader.Read(Sample).ContentHash, Assert.Single(hashes));
    }

    [Theory]
    [InlineData("", "image is empty")]
    [InlineData("http://example.org/a.jpg", "URLs are not fetched")]
    [InlineData("HTTPS://example.org/a.jpg", "URLs are not fetched")]
    [InlineData("ftp://example.org/a.jpg", "no picture has this URI")]
    [InlineData("data:image/png,hello", "data URI is malformed")]
    [InlineData("data:image/png;base64,???", "not base64")]
    [InlineData("data:image/png;base64,AAAA", "not a JPEG, PNG, WebP, GIF or BMP picture")]
    [InlineData("data:image/png;base64,", "empty")]
    [InlineData("file://", "folder")]
    [InlineData("a\0b.jpg", "null character")]
    [InlineData("no-such-file.jpg", "no such file")]
    public void What_names_no_picture_is_an_error_that_says_so(string source, string part) =>
        Assert.Contains(part, Assert.Throws<FgClipException>(() => _anywhere.Read(source)).Message, StringComparison.Ordinal);

    [Fact]
    public void Base64_of_no_picture_is_refused_as_such() =>
        Assert.Contains(
            "base64 picture",
            Assert.Throws<FgClipException>(() => _anywhere.Read(Convert.ToBase64String(new byte[120]))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Base64_beyond_the_limit_is_refused_before_it_is_decoded()
    {
        var sources = new PictureSources(new PictureSourceOptions { Limits = new PictureLimits { MaxBytes = 1000 } });

        Assert.Contains(
            "too large", Assert.Throws<FgClipException>(() => sources.Read(new string('A', 4000))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resolver_answers_for_uris_of_the_host()
    {
        var sources = new PictureSources(
            new PictureSourceOptions(), uri => uri == "fgclip://rendered/1.png" ? File.ReadAllBytes(Sample) : null);

        Assert.Equal(384, sources.Read("fgclip://rendered/1.png").Width);
        Assert.Throws<FgClipException>(() => sources.Read("fgclip://rendered/2.png"));
    }

    [Fact]
    public void Relative_paths_start_at_the_first_root()
    {
        File.Copy(Sample, _folder.File("in.jpg"));

        Assert.Equal(384, Rooted().Read("in.jpg").Width);
        Assert.Equal(384, Rooted().Read(_folder.File("in.jpg")).Width);
    }

    [Theory]
    [InlineData("../outside.jpg")]
    [InlineData("sub/../../outside.jpg")]
    [InlineData("/etc/passwd")]
    [InlineData("file:///etc/passwd")]
    [InlineData("~/outside.jpg")]
    [InlineData("//machine/passwd")]
    [InlineData("/proc/self/environ")]
    [InlineData("a\0b.jpg")]
    [InlineData("\0")]
    [InlineData("/dev/stdin")]
    [InlineData("outside.jpg/../../outside.jpg")]
    public void Paths_outside_the_roots_are_refused_and_not_repeated(string path)
    {
        var error = Assert.Throws<FgClipException>(() => Rooted().Read(path));

        Assert.Contains("outside the folders", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("passwd", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("outside.jpg", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_that_leave_the_roots_are_refused_wherever_they_stand()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "symbolic links need a privilege on Windows");
        File.CreateSymbolicLink(_folder.File("file-link.jpg"), Sample);
        Directory.CreateSymbolicLink(_folder.File("folder-link"), Path.GetDirectoryName(Sample)!);
        Directory.CreateSymbolicLink(_folder.File("loop"), _folder.File("loop"));

        foreach (var path in new[] { "file-link.jpg", "folder-link/scene.jpg", "folder-link/../samples/scene.jpg" })
        {
            Assert.Throws<FgClipException>(() => Rooted().Read(path));
        }

        Assert.Throws<FgClipException>(() => Rooted().Read("loop/scene.jpg"));
    }

    [Fact]
    public void A_link_that_stays_inside_is_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "symbolic links need a privilege on Windows");
        File.Copy(Sample, _folder.File("in.jpg"));
        File.CreateSymbolicLink(_folder.File("link.jpg"), "in.jpg");

        Assert.Equal(384, Rooted().Read("link.jpg").Width);
    }

    [Fact]
    public void A_sibling_whose_name_starts_like_the_root_is_outside()
    {
        var sibling = _folder.Path + "-sibling";
        Directory.CreateDirectory(sibling);
        try
        {
            File.Copy(Sample, Path.Combine(sibling, "x.jpg"));
            Assert.Throws<FgClipException>(() => Rooted().Read(Path.Combine(sibling, "x.jpg")));
        }
        finally
        {
            Directory.Delete(sibling, recursive: true);
        }
    }

    [Fact]
    public void Whether_a_file_outside_the_roots_exists_is_not_told_by_what_else_its_path_could_be()
    {
        // As long as base64 and of its letters alone: where no such file is, it is read as a picture's bytes.
        var outside = Path.Combine(Path.GetDirectoryName(_folder.Path)!, $"outside{Guid.NewGuid():N}{Guid.NewGuid():N}");
        var missing = outside[..^1] + (outside[^1] == 'a' ? 'b' : 'a');
        File.Copy(Sample, outside);
        try
        {
            string ErrorOf(string path) => Assert.Throws<FgClipException>(() => Rooted().Read(path)).Message;
            Assert.Equal(ErrorOf(missing), ErrorOf(outside));
        }
        finally
        {
            File.Delete(outside);
        }
    }

    [Theory]
    [InlineData("no-such.jpg")]
    [InlineData("%2e%2e/no-such.jpg")]
    [InlineData("sub")]
    [InlineData("empty.jpg")]
    public void Errors_below_the_roots_repeat_what_the_caller_wrote_and_do_not_tell_where_the_roots_lie(string path)
    {
        Directory.CreateDirectory(_folder.File("sub"));
        File.WriteAllBytes(_folder.File("empty.jpg"), []);

        var error = Assert.Throws<FgClipException>(() => Rooted().Read(path));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_of_megabytes_is_refused_without_looking_at_every_folder_of_it()
    {
        var path = string.Concat(Enumerable.Repeat("sub/", 1_000_000)) + "a.b";

        Assert.Contains("outside the folders", Assert.Throws<FgClipException>(() => Rooted().Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_uri_of_another_machine_is_refused_where_there_are_no_such_paths()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows reads from other machines");

        Assert.Contains("another machine", Assert.Throws<FgClipException>(() => _anywhere.Read("file://server/share/a.jpg")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"\\server\share\a.jpg", true)]
    [InlineData(@"\\?\C:\pictures\a.jpg", true)]
    [InlineData(@"\\.\pipe\a", true)]
    [InlineData(@"C:\pictures\a.jpg", false)]
    [InlineData("/pictures/a.jpg", false)]
    public void A_path_on_another_machine_is_not_even_looked_at(string path, bool elsewhere) =>
        Assert.Equal(elsewhere, PathGuard.IsElsewhere(path, [@"C:\pictures", @"\\server\other"]));

    [Fact]
    public void A_file_that_was_swapped_for_a_link_after_its_path_was_checked_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "symbolic links need a privilege on Windows");
        Directory.CreateDirectory(_folder.File("sub"));
        File.Copy(Sample, _folder.File("sub/in.jpg"));
        var guard = new PathGuard([_folder.Path]);
        var real = guard.Check("sub/in.jpg");
        using (var inside = File.OpenHandle(real)) guard.CheckOpened(inside, real);

        Directory.Move(_folder.File("sub"), _folder.File("moved"));
        var elsewhere = Directory.CreateTempSubdirectory("elsewhere-").FullName;
        File.Copy(Sample, Path.Combine(elsewhere, "in.jpg"));
        Directory.CreateSymbolicLink(_folder.File("sub"), elsewhere);
        try
        {
            using var outside = File.OpenHandle(real);
            Assert.Contains("outside the folders", Assert.Throws<FgClipException>(() => guard.CheckOpened(outside, real)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    private PictureSources Rooted() => new(new PictureSourceOptions { Roots = [_folder.Path] });
}
