using BenchmarkDotNet.Attributes;
using FgClip.Tokenization;

namespace FgClip.Benchmarks;

/// <summary>Captions to ids, as the encoder asks for them. FGCLIP_GEMMA_TOKENIZER names the published tokenizer.json.</summary>
[MemoryDiagnoser]
public class TokenizerBenchmarks
{
    private ITextTokenizer _tokenizer = null!;

    [Params(
        "a green snake",
        "一把粉色的剪刀放在一张木桌上",
        "A cluttered kitchen counter with a red kettle, two blue bowls, a loaf of bread and, behind them, a window onto a garden.")]
    public string Text { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _tokenizer = Environment.GetEnvironmentVariable("FGCLIP_GEMMA_TOKENIZER") is { Length: > 0 } file
        ? TokenizerReader.FromFile(file, TokenizerConfig.FromFolder(RepositoryFiles.Demonstration))
        : TokenizerReader.FromFolder(RepositoryFiles.Demonstration);

    [Benchmark]
    public int Tokenize() => _tokenizer.Encode(PythonLowercase.ToLower(Text), 64).Count;
}
