using FgClip.Evaluation.Golden;
using FgClip.Tests;

namespace FgClip.Evaluation.Tests;

public class GoldenTests
{
    [Theory]
    [InlineData("fgclip2-tiny")]
    [InlineData("fgclip2-variant")]
    [InlineData("fgclip2-scenes")]
    [InlineData("fgclip1-tiny")]
    [InlineData("resample")]
    [InlineData("grids")]
    public async Task Every_case_equals_the_official_code(string set)
    {
        var report = await VerifyAsync(TestData.Golden(set));

        Assert.Empty(report.Failures);
        Assert.Empty(report.NotRun);
        Assert.True(report.CaseCount > 0);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public Task The_synthetic_checkpoint_of_true_size_equals_the_official_code() => VerifySyntheticAsync("fgclip2-base-shape", 7);

    [Fact]
    [Trait("Speed", "Slow")]
    public Task The_first_versions_synthetic_checkpoint_of_true_size_equals_the_official_code() => VerifySyntheticAsync("fgclip1-base-shape", 5);

    private static async Task VerifySyntheticAsync(string set, int cases)
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("FGCLIP_SLOW_TESTS") == "1", "writes a checkpoint of up to 1.5 GB; set FGCLIP_SLOW_TESTS=1 to run it");

        var report = await VerifyAsync(TestData.Golden(set));

        Assert.Empty(report.Failures);
        Assert.Equal(cases, report.CaseCount);
    }

    [Theory]
    [InlineData("gemma-tokens")]
    [InlineData("clip-tokens")]
    public async Task Token_sets_without_a_tokenizer_do_not_run_and_say_what_to_pass(string set)
    {
        var report = await VerifyAsync(TestData.Golden(set));

        Assert.False(report.Succeeded);
        Assert.Contains("--tokenizer", Assert.Single(report.NotRun), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_expectation_fails()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("set.json"), """{"name": "wrong", "tolerance": 0}""");
        await File.WriteAllTextAsync(
            folder.File("cases.jsonl"),
            """
            {"id": "right", "kind": "grid", "width": 640, "height": 480, "max_patches": 1024, "grid": [27, 36]}
            {"id": "wrong", "kind": "grid", "width": 640, "height": 480, "max_patches": 1024, "grid": [27, 37]}
            """);

        var report = await VerifyAsync(folder.Path);

        Assert.Equal("wrong wrong: grid[1] is 36, expected 37", Assert.Single(report.Failures));
        Assert.Equal((1, 1), (report.Rows[0].Passed, report.Rows[0].Failed));
    }

    [Theory]
    [InlineData("""{"name": "s"}""", """{"id": "1", "kind": "telepathy"}""", "telepathy")]
    [InlineData("""{"name": "s", "architecture": "fgclip9"}""", """{"id": "1", "kind": "image"}""", "fgclip9")]
    public async Task Kinds_and_architectures_beyond_this_version_are_named_and_fail(string set, string golden, string name)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("set.json"), set);
        await File.WriteAllTextAsync(folder.File("cases.jsonl"), golden);

        var report = await VerifyAsync(folder.Path);

        Assert.False(report.Succeeded);
        Assert.Contains(name, Assert.Single(report.NotRun), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id": "1", "kind": "grid", "width": 640, "height": 480, "max_patches": 1024, "grid": [27, 36], "expect": {"gird": "x"}}""", "'gird'")]
    [InlineData("""{"id": "1", "kind": "resample", "ramp": [4, 4], "filter": "bilinear", "size": [8, 8]}""", "compares nothing")]
    [InlineData("""{"id": "1", "kind": "resample", "ramp": [4, 4], "filter": "bilinear", "size": [8], "sha256": "0"}""", "'size' is wrong; expected a list of 2 whole numbers, got [8]")]
    [InlineData("""{"id": "1", "kind": "resample", "ramp": [100000, 100000], "filter": "bilinear", "size": [8, 8], "sha256": "0"}""", "'ramp' is wrong")]
    [InlineData("""{"id": "1", "kind": "resample", "ramp": [4, 4], "filter": "lanczos", "size": [8, 8], "sha256": "0"}""", "bilinear or bicubic, got \"lanczos\"")]
    [InlineData("""{"id": "1", "kind": "grid", "width": "wide", "height": 480, "grid": [27, 36]}""", "s 1: 'width' is wrong; expected a whole number, got \"wide\"")]
    [InlineData("""{"id": "1", "kind": 5}""", "line 1: 'kind' is wrong; expected a text, got 5")]
    [InlineData("""{"kind": "grid"}""", "line 1: 'id' is wrong")]
    [InlineData("[1, 2]", "line 1: not a JSON object")]
    [InlineData("{", "line 1: not JSON")]
    public async Task Cases_that_check_nothing_or_are_malformed_fail(string golden, string part)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("set.json"), """{"name": "s"}""");
        await File.WriteAllTextAsync(folder.File("cases.jsonl"), golden + "\n  \n");

        Assert.Contains(part, Assert.Single((await VerifyAsync(folder.Path)).Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_line_does_not_hide_the_others()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("set.json"), """{"name": "s"}""");
        await File.WriteAllTextAsync(
            folder.File("cases.jsonl"),
            """
            {"id": 7, "kind": "grid", "width": 640, "height": 480, "max_patches": 1024, "grid": [27, 36]}
            {"id": "cut
            {"id": "9", "kind": "grid", "width": 640, "height": 480, "max_patches": 1024, "grid": [27, 36]}
            """);

        var report = await VerifyAsync(folder.Path);

        Assert.Equal(2, report.CaseCount);
        Assert.False(report.Succeeded);
        Assert.Contains("line 2", Assert.Single(report.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name": "s", "tolerance": "small"}""", "'tolerance' is wrong; expected a number")]
    [InlineData("""{"name": "s", "tolerance": -1}""", "'tolerance' is wrong")]
    [InlineData("[]", "not a JSON object")]
    public async Task A_set_that_contradicts_itself_is_told_why(string set, string part)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("set.json"), set);
        await File.WriteAllTextAsync(folder.File("cases.jsonl"), """{"id": "1", "kind": "grid"}""");

        Assert.Contains(part, Assert.Single((await VerifyAsync(folder.Path)).Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_set_without_flags_is_not_run_and_names_them()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("set.json"), """{"name": "s", "add_bos": false}""");
        await File.WriteAllTextAsync(folder.File("cases.jsonl"), """{"id": "1", "kind": "tokens", "text": "a", "ids": [1]}""");
        var options = new VerificationOptions { Cases = folder.Path, Tokenizers = [TestData.Golden("fgclip2-tiny", "checkpoint", "tokenizer.json")] };

        var report = await new Verification(options).RunAsync(cancellation: TestContext.Current.CancellationToken);

        Assert.Contains("'add_eos' is wrong; expected true or false, got nothing", Assert.Single(report.NotRun), StringComparison.Ordinal);
        Assert.Equal(1, report.NotRunCount);
    }

    [Fact]
    public async Task A_broken_set_does_not_hide_the_others()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "a", "b", "c" })
        {
            Directory.CreateDirectory(folder.File(name));
            await File.WriteAllTextAsync(folder.File($"{name}/set.json"), name == "b" ? "{" : $$"""{"name": "{{name}}"}""");
            await File.WriteAllTextAsync(
                folder.File($"{name}/cases.jsonl"),
                """{"id": "1", "kind": "grid", "width": 640, "height": 480, "max_patches": 1024, "grid": [27, 36]}""");
        }

        var report = await VerifyAsync(folder.Path);

        Assert.Equal(["a", "c"], report.Rows.Select(row => row.Set));
        Assert.False(report.Succeeded);
        Assert.StartsWith("b: ", Assert.Single(report.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_run_is_no_success()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("set.json"), """{"name": "empty"}""");
        await File.WriteAllTextAsync(folder.File("cases.jsonl"), "");

        Assert.False((await VerifyAsync(folder.Path)).Succeeded);
    }

    [Fact]
    public async Task Published_cases_are_passed_over_with_a_note()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("set.json"), """{"name": "published"}""");
        await File.WriteAllTextAsync(folder.File("cases.jsonl"), """{"id": "1", "kind": "published-score"}""");

        Assert.Contains("published-score", Assert.Single((await VerifyAsync(folder.Path)).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_sets_is_an_error()
    {
        using var folder = new TemporaryFolder();

        var error = await Assert.ThrowsAsync<FgClipException>(() => VerifyAsync(folder.Path));

        Assert.Contains("set.json", error.Message, StringComparison.Ordinal);
    }

    private static Task<VerificationReport> VerifyAsync(string folder) =>
        new Verification(new VerificationOptions { Cases = folder }).RunAsync();
}
