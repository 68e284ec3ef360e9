namespace FgClip.Analysis.Mismatch.Lexicon;

/// <summary>The forms of an English verb; one word can be several.</summary>
[Flags]
internal enum VerbForms
{
    None = 0,

    /// <summary>"walk".</summary>
    Base = 1,

    /// <summary>"walks".</summary>
    Third = 2,

    /// <summary>"walking".</summary>
    Ing = 4,

    /// <summary>"walked", "ran".</summary>
    Past = 8,

    /// <summary>"walked", "run".</summary>
    Participle = 16,
}
