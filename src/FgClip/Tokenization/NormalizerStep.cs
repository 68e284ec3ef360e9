namespace FgClip.Tokenization;

/// <summary>What a normalizer's step does.</summary>
internal enum NormalizerStepKind
{
    /// <summary>Replaces one text by another everywhere.</summary>
    Replace,

    /// <summary>Puts a text in front, unless there is none to put it before.</summary>
    Prepend,

    /// <summary>Lower-cases each character by itself.</summary>
    Lowercase,
}

/// <summary>One step of a <see cref="TextNormalizer"/>; plain data, so that it can be written to a file.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Pattern">The text that is replaced; empty for the other kinds.</param>
/// <param name="Content">The text that is inserted; empty where none is.</param>
internal sealed record NormalizerStep(NormalizerStepKind Kind, string Pattern, string Content)
{
    public static NormalizerStep Lowercase { get; } = new(NormalizerStepKind.Lowercase, "", "");

    public static NormalizerStep Replace(string pattern, string content) => new(NormalizerStepKind.Replace, pattern, content);

    public static NormalizerStep Prepend(string content) => new(NormalizerStepKind.Prepend, "", content);

    /// <summary>Applies it to a text.</summary>
    public string Apply(string text) => Kind switch
    {
        NormalizerStepKind.Replace => text.Replace(Pattern, Content, StringComparison.Ordinal),
        NormalizerStepKind.Prepend => text.Length == 0 ? text : Content + text,
        NormalizerStepKind.Lowercase => PythonLowercase.EachCharacter(text),
        _ => throw new InvalidOperationException($"{Kind} is not a step"),
    };
}
