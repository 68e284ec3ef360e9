using FgClip.Checkpoints;

namespace SideBySide;

/// <summary>Checkpoints of true size with synthetic weights, written once and kept.</summary>
internal static class BenchCheckpoint
{
    private const string Demonstration = "models/fgclip2-scenes";

    /// <summary>The base size; its tokenizer has the published 256,000 pieces where they are at hand.</summary>
    public static string Base(BenchOptions options) =>
        Complete(options, "base", folder => SyntheticCheckpoint.WriteFromSet(
            Path.Combine(options.Root, "tests", "data", "golden", "fgclip2-base-shape"), folder));

    /// <summary>The sizes of <c>large</c> or <c>so400m</c>.</summary>
    public static string OfSize(string size, BenchOptions options) =>
        Complete(options, size, folder =>
        {
            using var config = typeof(BenchCheckpoint).Assembly.GetManifestResourceStream($"SideBySide.Shapes.{size}.json")!;
            SyntheticCheckpoint.Write(new StreamReader(config).ReadToEnd(), folder);
        });

    private static string Complete(BenchOptions options, string name, Action<string> write)
    {
        var folder = Path.Combine(options.Cache, name);
        if (!File.Exists(Path.Combine(folder, "model.safetensors"))) write(folder);
        var demonstration = Path.Combine(options.Root, Demonstration);
        File.Copy(options.Tokenizer ?? Path.Combine(demonstration, "tokenizer.json"), Path.Combine(folder, "tokenizer.json"), overwrite: true);
        File.Copy(Path.Combine(demonstration, "tokenizer_config.json"), Path.Combine(folder, "tokenizer_config.json"), overwrite: true);
        return folder;
    }
}
