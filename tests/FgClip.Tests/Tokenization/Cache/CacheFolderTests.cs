using FgClip.Tokenization.Cache;

namespace FgClip.Tests.Tokenization.Cache;

public class CacheFolderTests
{
    [Theory]
    [InlineData("off")]
    [InlineData("OFF")]
    public void Off_keeps_nothing(string value) => Assert.Null(Find(("FGCLIP_CACHE", value), ("HOME", Path.GetTempPath())));

    [Fact]
    public void The_variable_names_the_folder_itself()
    {
        var folder = Path.Combine(Path.GetTempPath(), "elsewhere");

        Assert.Equal(folder, Find(("FGCLIP_CACHE", folder), ("HOME", Path.GetTempPath())));
        Assert.Equal(Path.GetFullPath("here"), Find(("FGCLIP_CACHE", "here")));
    }

    [Fact]
    public void Without_it_the_platform_has_its_way()
    {
        var home = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.GetTempPath()));
        var expected = OperatingSystem.IsWindows() ? Path.Combine(home, "fgclip", "cache")
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches", "fgclip")
            : Path.Combine(home, ".cache", "fgclip");

        Assert.Equal(expected, Find(("FGCLIP_CACHE", ""), ("HOME", home), ("LOCALAPPDATA", home)));
        Assert.Null(Find());
    }

    [Fact]
    public void On_Linux_a_named_cache_folder_counts_unless_it_is_relative()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the variable is one of Linux");

        Assert.Equal("/c/fgclip", Find(("XDG_CACHE_HOME", "/c"), ("HOME", "/h")));
        Assert.Equal("/h/.cache/fgclip", Find(("XDG_CACHE_HOME", "c"), ("HOME", "/h")));
    }

    private static string? Find(params (string Name, string Value)[] variables) =>
        CacheFolder.Find(name => variables.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault());
}
