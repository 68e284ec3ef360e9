using System.Text.Json;
using FgClip.Tests;

namespace FgClip.Mcp.Tests;

public class CommandTests
{
    private static readonly string Sample = Path.Combine(TestData.Root, "samples", "scene.jpg");

    [Fact]
    public async Task Rank_answers_in_json_with_every_member()
    {
        var run = await CommandRun.OfAsync("rank", Sample, "two dogs", "一条绿色的蛇", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("一条绿色的蛇", run.Out, StringComparison.Ordinal); // not escaped
        var answer = JsonElement.Parse(run.Out);
        Assert.Equal("fgclip2-scenes", answer.GetProperty("model").GetString());
        Assert.Equal("drawn scenes", answer.GetProperty("domain").GetString());
        Assert.Equal("float32", answer.GetProperty("precision").GetString());
        Assert.Equal(256, answer.GetProperty("max_patches").GetInt32());
        Assert.Contains("demonstration", answer.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
        var best = answer.GetProperty("results")[0];
        Assert.Equal(1, best.GetProperty("index").GetInt32());
        foreach (var member in new[] { "caption", "text_kind", "cosine", "logit", "probability", "share", "truncated" })
        {
            Assert.True(best.TryGetProperty(member, out _), member);
        }
    }

    [Fact]
    public async Task Rank_shows_a_table_and_keeps_notes_apart()
    {
        var run = await CommandRun.OfAsync("rank", Sample, "two dogs", "a green snake", "--top-k", "1");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, run.Out.TrimEnd().Split('\n').Length);
        Assert.Contains("a green snake", run.Out, StringComparison.Ordinal);
        Assert.Contains("demonstration", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_are_ranked_for_a_text_and_an_unreadable_one_has_its_own_error()
    {
        var other = TestData.Golden("fgclip2-scenes", "inputs", "0071.jpg");

        var run = await CommandRun.OfAsync("rank", other, "missing.jpg", Sample, "--text", "a green snake", "--json");

        Assert.Equal(0, run.ExitCode);
        var results = JsonElement.Parse(run.Out).GetProperty("results");
        Assert.Equal(2, results[0].GetProperty("index").GetInt32());
        Assert.Contains("missing.jpg", results[2].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, results[2].GetProperty("cosine").ValueKind);
    }

    [Fact]
    public async Task Locate_writes_an_overlay_a_phrase()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.OfAsync(
            "locate", Sample, "a green snake", "一把粉色的剪刀", "--output", folder.File("out.png"), "--json");

        Assert.Equal(0, run.ExitCode);
        var concepts = JsonElement.Parse(run.Out).GetProperty("concepts");
        Assert.True(concepts[0].GetProperty("present").GetBoolean());
        Assert.Equal(folder.File("out-1.png"), concepts[0].GetProperty("overlay").GetString());
        Assert.True(new FileInfo(folder.File("out-2.png")).Length > 10_000);
    }

    [Fact]
    public async Task Locate_in_a_region_answers_in_pixels_of_the_whole_picture()
    {
        var run = await CommandRun.OfAsync(
            "locate", Sample, "a red bicycle", "--region", "200", "160", "384", "288", "--no-overlay", "--json");

        Assert.Equal(0, run.ExitCode);
        var concept = JsonElement.Parse(run.Out).GetProperty("concepts")[0];
        Assert.InRange(concept.GetProperty("peak").GetProperty("x").GetDouble(), 220, 320);
        Assert.InRange(concept.GetProperty("peak").GetProperty("y").GetDouble(), 180, 255);
    }

    [Fact]
    public async Task Standard_input_is_a_picture_too()
    {
        var run = await CommandRun.WithInputAsync(
            await File.ReadAllBytesAsync(Sample), "locate", "-", "a green snake", "--no-overlay");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("a green snake: present", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embed_gives_unit_features_and_writes_npy()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.OfAsync("embed", Sample, "--text", "a dog", "--text", "一只猫", "--output", folder.File("f.npy"), "--json");

        Assert.Equal(0, run.ExitCode);
        var embeddings = JsonElement.Parse(run.Out).GetProperty("embeddings");
        Assert.Equal(3, embeddings.GetArrayLength());
        foreach (var embedding in embeddings.EnumerateArray())
        {
            Assert.Equal(1, embedding.GetProperty("values").EnumerateArray().Sum(value => Math.Pow(value.GetDouble(), 2)), 1e-5);
        }

        var npy = await File.ReadAllBytesAsync(folder.File("f.npy"));
        Assert.Equal(128 + 3 * 128 * 4, npy.Length);
        Assert.Contains("'shape': (3, 128)", System.Text.Encoding.ASCII.GetString(npy, 0, 128), StringComparison.Ordinal);
        Assert.Equal((float)embeddings[1].GetProperty("values")[0].GetDouble(), BitConverter.ToSingle(npy, 128 + 128 * 4));
    }

    [Fact]
    public async Task Verify_passes_and_prints_the_worst_errors()
    {
        var run = await CommandRun.OfAsync("verify", "--cases", TestData.Golden("grids"));

        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith("400 passed, 0 failed, 0 not run", run.Out.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_of_unknown_kinds_exits_with_one()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("set.json"), """{"name": "s"}""");
        await File.WriteAllTextAsync(folder.File("cases.jsonl"), """{"id": "1", "kind": "loss"}""");

        var run = await CommandRun.OfAsync("verify", "--cases", folder.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("'loss'", run.Out, StringComparison.Ordinal);
    }
}
