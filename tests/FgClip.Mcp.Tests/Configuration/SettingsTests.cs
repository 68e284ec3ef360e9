using FgClip.Mcp.Hosting.Configuration;
using FgClip.Mcp.Hosting.Http;
using FgClip.Tests;

namespace FgClip.Mcp.Tests.Configuration;

public sealed class SettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_command_line_comes_before_the_environment_before_the_file_before_the_default()
    {
        var file = Write("""{"url": "http://127.0.0.1:1", "rate-limit": 1, "max-calls": 1, /* why */ "threads": null,}""");
        var environment = new Dictionary<string, string?> { ["FGCLIP_URL"] = "http://127.0.0.1:2", ["FGCLIP_RATE_LIMIT"] = "2" };
        var settings = Resolve(file, environment, ("url", "http://127.0.0.1:3"));

        Assert.Equal(("http://127.0.0.1:3", "command line"), Of(settings, ServeSettings.Url));
        Assert.Equal(("2", "environment variable FGCLIP_RATE_LIMIT"), Of(settings, ServeSettings.RateLimit));
        Assert.Equal(("1", $"file {_folder.File("config.json")}"), Of(settings, ServeSettings.MaxCalls));
        Assert.Equal(("cpu", "default"), Of(settings, ServeSettings.Device));
        Assert.Equal(("", "default"), Of(settings, ServeSettings.Threads));
    }

    [Fact]
    public void Lists_come_from_everywhere_and_paths_of_the_file_start_at_its_folder()
    {
        var file = Write("""{"root": ["pictures", "/data"], "allow-host": "one.example.org"}""");
        var environment = new Dictionary<string, string?> { ["FGCLIP_ALLOW_ORIGIN"] = "https://a.example.org, https://b.example.org" };
        var settings = Resolve(file, environment);

        Assert.Equal([_folder.File("pictures"), "/data"], settings.Texts(ServeSettings.Root));
        Assert.Equal(["one.example.org"], settings.Texts(ServeSettings.AllowHost));
        Assert.Equal(["https://a.example.org", "https://b.example.org"], settings.Texts(ServeSettings.AllowOrigin));
        Assert.Equal(["/a", "/b"], Resolve(null, new() { ["FGCLIP_ROOT"] = $"/a{Path.PathSeparator}/b" }).Texts(ServeSettings.Root));
    }

    [Fact]
    public void A_model_of_the_file_is_a_folder_beside_it_or_a_name()
    {
        Directory.CreateDirectory(_folder.File("own"));
        string? Model(string value) => Resolve(Write($$"""{"model": "{{value}}"}"""), []).Text(ServeSettings.Model);

        Assert.Equal(_folder.File("own"), Model("own"));
        Assert.Equal(_folder.File("absent"), Model("absent"));
        Assert.Equal("fg-clip2-base", Model("fg-clip2-base"));
        Assert.Equal("someone/a-model@v2", Model("someone/a-model@v2"));
        Assert.Equal("fgclip2-scenes", Model("fgclip2-scenes"));
    }

    [Theory]
    [InlineData("""{"rate-limt": 5}""", "no setting 'rate-limt'", "Did you mean 'rate-limit'?")]
    [InlineData("""{"Url": "x"}""", "no setting 'Url'", "Did you mean 'url'?")]
    [InlineData("""{"zzzzzzzzzzzz": 5}""", "no setting 'zzzzzzzzzzzz'", "expected url, path-base")]
    [InlineData("""{"token": "secret-secret-secret-secret"}""", "'token' does not belong into a settings file", "FGCLIP_TOKEN")]
    [InlineData("""{"rate-limit": "many"}""", "'rate-limit' is wrong", "a whole number from 1 to")]
    [InlineData("""{"rate-limit": 0}""", "'rate-limit' is wrong", "a whole number from 1 to")]
    [InlineData("""{"rate-limit": 1.5}""", "'rate-limit' is wrong", "a whole number from 1 to")]
    [InlineData("""{"allow-urls": "yes"}""", "'allow-urls' is wrong", "true or false")]
    [InlineData("""{"root": [1]}""", "'root' is wrong", "a list of texts")]
    [InlineData("""{"device": "gpu"}""", "'device' is wrong", "one of auto, cpu")]
    [InlineData("""{"url": "a", "url": "b"}""", "not JSON", "url")]
    [InlineData("""{"url": """, "not JSON", "config.json")]
    [InlineData("""["url"]""", "no object", "Array")]
    public void A_wrong_file_is_an_error_that_says_what_is_right(string json, string what, string remedy)
    {
        var error = Assert.Throws<FgClipException>(() => Resolve(Write(json), []));

        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
        Assert.Contains("config.json", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FGCLIP_RATE_LIMIT", "x")]
    [InlineData("FGCLIP_ALLOW_URLS", "perhaps")]
    public void A_wrong_variable_is_named(string variable, string value) =>
        Assert.Contains(
            $"environment variable {variable}", Assert.Throws<FgClipException>(() => Resolve(null, new() { [variable] = value })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("url", "http://0.0.0.0:8765", "loopback addresses only", "FGCLIP_TOKEN")]
    [InlineData("url", "http://192.168.1.5:8765", "loopback addresses only", "--token-file")]
    [InlineData("allow-host", "vision.example.org", "loopback addresses only", "--token-file")]
    [InlineData("url", "https://127.0.0.1:8765", "--url is wrong", "proxy")]
    [InlineData("url", "http://example.org:8765", "--url is wrong", "IP address")]
    [InlineData("url", "127.0.0.1:8765", "--url is wrong", "http://ADDRESS:PORT")]
    [InlineData("url", "http://127.0.0.1:8765/mcp", "--url is wrong", "http://ADDRESS:PORT")]
    [InlineData("path-base", "eyes", "--path-base is wrong", "/fgclip")]
    [InlineData("path-base", "/a b", "--path-base is wrong", "/fgclip")]
    [InlineData("allow-origin", "example.org", "--allow-origin is wrong", "https://example.org")]
    [InlineData("allow-origin", "https://example.org/path", "--allow-origin is wrong", "https://example.org")]
    [InlineData("allow-origin", "*", "--allow-origin is wrong", "https://example.org")]
    [InlineData("root", "/no/such/folder", "--root is not a folder", "exists")]
    [InlineData("token-file", "/no/such/file", "token file cannot be read", "/no/such/file")]
    public void A_server_that_would_be_open_or_wrong_does_not_start(string name, string value, string what, string remedy)
    {
        var error = Assert.Throws<FgClipException>(() => HttpHostOptions.Of(Resolve(null, [], (name, value)), static _ => { }));

        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_token_the_server_may_listen_on_the_network_and_must_be_told_its_names()
    {
        var token = new Dictionary<string, string?> { ["FGCLIP_TOKEN"] = "0123456789abcdefghijklmn" };
        var everywhere = ("url", "http://0.0.0.0:8765");

        var error = Assert.Throws<FgClipException>(() => HttpHostOptions.Of(Resolve(null, token, everywhere), static _ => { }));
        Assert.Contains("--allow-host", error.Message, StringComparison.Ordinal);
        Assert.True(HttpHostOptions.Of(Resolve(null, token, everywhere, ("allow-host", "vision.example.org")), static _ => { }).Tokens.Required);
        Assert.Equal(["192.168.1.5"], HttpHostOptions.Of(Resolve(null, token, ("url", "http://192.168.1.5:1")), static _ => { }).Hosts);
        Assert.Contains("127.0.0.2", HttpHostOptions.Of(Resolve(null, [], ("url", "http://127.0.0.2:1")), static _ => { }).Hosts);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("has spaces has spaces has spaces")]
    [InlineData("keine-Umlaute-äöü-in-Kopfzeilen")]
    public void A_weak_token_is_refused_and_not_repeated(string token)
    {
        var error = Assert.Throws<FgClipException>(() => HttpHostOptions.Of(Resolve(null, new() { ["FGCLIP_TOKEN"] = token }), static _ => { }));

        Assert.Contains("a token cannot be used", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(token, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_file_has_one_token_a_line_and_should_be_private()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such file modes");
            return;
        }

        var path = _folder.File("tokens");
        File.WriteAllText(path, "# for the lab\n0123456789abcdefghijklmn\n\n  nmlkjihgfedcba9876543210  \n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        var warnings = new List<string>();

        Assert.Equal(["0123456789abcdefghijklmn", "nmlkjihgfedcba9876543210"], BearerTokens.ReadFile(path, warnings.Add));
        Assert.Contains("chmod 600", Assert.Single(warnings), StringComparison.Ordinal);

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        warnings.Clear();
        BearerTokens.ReadFile(path, warnings.Add);
        Assert.Empty(warnings);

        File.WriteAllText(path, "# none\n");
        Assert.Throws<FgClipException>(() => BearerTokens.ReadFile(path, warnings.Add));
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("rate-limt", "rate-limit", 1)]
    public void Edits_are_counted(string left, string right, int edits)
    {
        Assert.Equal(edits, NearestName.Edits(left, right));
        Assert.Equal(edits, NearestName.Edits(right, left));
    }

    [Fact]
    public async Task Config_shows_values_and_origins_and_no_secret()
    {
        var file = Write("""{"max-calls": 7}""");
        var run = await CommandRun.OfAsync("config", "--config", file, "--allow-urls", "--root", "/a", "--root", "/b");
        var lines = run.Out.Split('\n');

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(lines, line => line.StartsWith("max-calls ", StringComparison.Ordinal) && line.Contains(" 7 ", StringComparison.Ordinal) && line.Contains($"file {file}", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("allow-urls ", StringComparison.Ordinal) && line.Contains("true", StringComparison.Ordinal) && line.Contains("command line", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("root ", StringComparison.Ordinal) && line.Contains("/a, /b", StringComparison.Ordinal));
        Assert.Equal("(set, not shown)", new SettingValue(ServeSettings.Token, ["secret"], "environment").Shown);
    }

    private static (string Value, string Origin) Of(ResolvedSettings settings, Setting setting) => (settings.Text(setting) ?? "", settings[setting].Origin);

    private static ResolvedSettings Resolve(string? file, Dictionary<string, string?> environment, params (string Name, string Value)[] commandLine) => new(
        ServeSettings.All,
        setting => commandLine.Where(given => given.Name == setting.Name).Select(given => given.Value).ToArray() is { Length: > 0 } values ? values : null,
        environment.GetValueOrDefault,
        file is null ? null : SettingsFile.Read(file, ServeSettings.All));

    private string Write(string json)
    {
        var path = _folder.File("config.json");
        File.WriteAllText(path, json);
        return path;
    }
}
