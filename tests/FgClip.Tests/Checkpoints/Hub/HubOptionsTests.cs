using FgClip.Checkpoints.Hub;

namespace FgClip.Tests.Checkpoints.Hub;

public class HubOptionsTests
{
    [Fact]
    public void Without_variables_everything_is_as_python_tools_have_it()
    {
        var options = Read([("HOME", "/home/me"), ("USERPROFILE", "/home/me")]);

        Assert.Equal("https://huggingface.co/", options.Endpoint.AbsoluteUri);
        Assert.Equal(Path.GetFullPath("/home/me/.cache/huggingface/hub"), options.CacheFolder);
        Assert.Null(options.Token);
        Assert.False(options.IsOffline);
        Assert.True(options.MakesLinks);
    }

    [Theory]
    [InlineData("/a", "HF_HUB_CACHE", "/a", "HUGGINGFACE_HUB_CACHE", "/b", "HF_HOME", "/c")]
    [InlineData("/b", "HUGGINGFACE_HUB_CACHE", "/b", "HF_HOME", "/c", "XDG_CACHE_HOME", "/d")]
    [InlineData("/c/hub", "HF_HOME", "/c", "XDG_CACHE_HOME", "/d", "HF_HUB_CACHE", "")]
    [InlineData("/d/huggingface/hub", "XDG_CACHE_HOME", "/d", "HF_HOME", "", "HOME", "/e")]
    [InlineData("/e/models/hub", "HF_HOME", "~/models", "HOME", "/e", "USERPROFILE", "/e")]
    public void The_cache_is_where_the_variables_say(string folder, params string[] variables) =>
        Assert.Equal(Path.GetFullPath(folder), Read(Pairs(variables)).CacheFolder);

    [Fact]
    public void The_token_comes_from_the_variable_or_from_the_file_of_a_login()
    {
        using var folder = new TemporaryFolder();
        folder.Write("token", "hf_file\n");

        Assert.Equal($"token from {folder.At("token")}", Read([("HF_HOME", folder.Path)]).Token!.ToString());
        Assert.Equal("hf_file", Read([("HF_HOME", folder.Path)]).Token!.Value);
        Assert.Equal("hf_variable", Read([("HF_HOME", folder.Path), ("HF_TOKEN", " hf_variable ")]).Token!.Value);
        Assert.Null(Read([("HF_HOME", folder.Path), ("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1")]).Token);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("0", false)]
    [InlineData("", false)]
    public void Offline_is_what_python_takes_for_true(string value, bool offline) =>
        Assert.Equal(offline, Read([("HF_HUB_OFFLINE", value), ("HOME", "/"), ("USERPROFILE", "/")]).IsOffline);

    [Theory]
    [InlineData("HF_ENDPOINT", "ftp://example.org")]
    [InlineData("HF_ENDPOINT", "no address")]
    [InlineData("HF_HUB_DOWNLOAD_TIMEOUT", "soon")]
    [InlineData("HF_TOKEN", "two words")]
    public void A_variable_that_cannot_be_used_is_named(string name, string value)
    {
        var error = Assert.Throws<FgClipException>(() => Read([(name, value), ("HOME", "/"), ("USERPROFILE", "/")]));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Equal(name == "HF_TOKEN", !error.Message.Contains(value, StringComparison.Ordinal)); // a secret is not shown
    }

    [Theory]
    [InlineData("qihoo360/fg-clip2-base", "models--qihoo360--fg-clip2-base")]
    [InlineData("gpt2", "models--gpt2")]
    [InlineData("a.b/c_d-e", "models--a.b--c_d-e")]
    public void An_id_has_a_folder(string text, string folder)
    {
        Assert.Equal(folder, HubModelId.Parse(text).FolderName);
        Assert.Equal(text, HubModelId.FromFolderName(folder)!.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b/c")]
    [InlineData("../etc")]
    [InlineData("a/..")]
    [InlineData("a--b/c")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a b/c")]
    [InlineData("a/b.git")]
    [InlineData("a\\b")]
    [InlineData("-a/b")]
    public void What_is_no_id_is_refused(string text) =>
        Assert.Contains("ORGANISATION/NAME", Assert.Throws<FgClipException>(() => HubModelId.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_catalogue_names_the_published_checkpoints()
    {
        Assert.Equal(
            ["fg-clip2-base", "fg-clip2-large", "fg-clip2-so400m", "fg-clip-base", "fg-clip-large"], ModelCatalog.Models.Select(model => model.Name));
        Assert.All(ModelCatalog.Models, model => Assert.Equal($"qihoo360/{model.Name}", model.Id.Text));
        Assert.All(ModelCatalog.Models, model => Assert.True(model.Revision is null || HubRevision.IsCommit(model.Revision)));
    }

    [Fact]
    public void Paths_are_left_as_they_are_and_names_are_looked_up()
    {
        using var folder = new TemporaryFolder();
        var options = new HubOptions { CacheFolder = folder.At("hub") };

        Assert.Equal("./fg-clip2-base", ModelNames.FolderOf("./fg-clip2-base", options));
        Assert.Equal(folder.Path, ModelNames.FolderOf(folder.Path, options));
        Assert.Equal("nonsense", ModelNames.FolderOf("nonsense", options));
        var error = Assert.Throws<FgClipException>(() => ModelNames.FolderOf("fg-clip2-base@v1", options));
        Assert.Contains("models pull fg-clip2-base --revision v1", error.Message, StringComparison.Ordinal);
    }

    private static HubOptions Read(IEnumerable<(string Name, string Value)> variables)
    {
        var given = variables.ToDictionary(pair => pair.Name, pair => pair.Value);
        return new HubVariables(given.GetValueOrDefault).Read();
    }

    private static IEnumerable<(string, string)> Pairs(string[] variables) => variables.Chunk(2).Select(pair => (pair[0], pair[1]));
}
