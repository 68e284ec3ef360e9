using System.Text.Json.Nodes;
using FgClip.Checkpoints;
using FgClip.Evaluation.SelfCheck;
using FgClip.Tests;

namespace FgClip.Evaluation.Tests;

/// <summary>
/// The widths, heads and activations of the large published models, with two layers and a small vocabulary: what of their
/// true shapes fits tests. tests/true-shapes.sh runs them whole, against the official code.
/// </summary>
public class TrueWidthTests
{
    [Theory]
    [InlineData("fgclip2-large-shape", "fgclip2-tiny")]
    [InlineData("fgclip2-so400m-shape", "fgclip2-tiny")]
    [InlineData("fgclip1-large-shape", "fgclip1-tiny")]
    [Trait("Speed", "Slow")]
    public async Task A_model_of_true_width_loads_runs_and_gives_the_same_in_batches(string set, string tokenizer)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("FGCLIP_SLOW_TESTS") == "1", "writes 400 MB; set FGCLIP_SLOW_TESTS=1 to run it");
        using var folder = new TemporaryFolder();
        var config = JsonNode.Parse(await File.ReadAllTextAsync(TestData.Path("true-shapes", set, "set.json")))!["config"]!;
        var tiny = JsonNode.Parse(await File.ReadAllTextAsync(TestData.Golden(tokenizer, "checkpoint", "config.json")))!["text_config"]!;
        foreach (var part in new[] { "text_config", "vision_config" }) config[part]!["num_hidden_layers"] = 2;
        foreach (var name in new[] { "vocab_size", "bos_token_id", "eos_token_id", "pad_token_id" })
        {
            if (tiny[name] is { } value) config["text_config"]![name] = value.DeepClone();
        }

        SyntheticCheckpoint.Write(config.ToJsonString(), folder.Path);
        string[] files = ["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.json", "merges.txt"];
        foreach (var file in files.Where(file => File.Exists(TestData.Golden(tokenizer, "checkpoint", file))))
        {
            File.Copy(TestData.Golden(tokenizer, "checkpoint", file), folder.File(file));
        }

        var report = await new ModelSelfCheck(new SelfCheckOptions { Folder = folder.Path }).RunAsync();

        Assert.True(report.Succeeded, string.Join("\n", report.Steps));
        Assert.Equal(
            ["tensors", "load", "picture features", "text features", "batches"],
            report.Steps.Where(step => step.Outcome == SelfCheckOutcome.Passed).Select(step => step.Name));
    }
}
