namespace FgClip.Mcp.Hosting.Configuration;

/// <summary>What a setting's value is.</summary>
internal enum SettingKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>true or false.</summary>
    Flag,
}

/// <summary>
/// One setting of the program: an option of the command line (<c>--name</c>), an environment variable
/// (<c>FGCLIP_NAME</c>) and a member of the settings file (<c>"name"</c>).
/// </summary>
/// <param name="Name">Its name, in lower case with dashes.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="Description">One sentence for people.</param>
internal sealed record Setting(string Name, SettingKind Kind, string Description)
{
    /// <summary>The value where nobody gave one; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>Smallest number.</summary>
    public int Minimum { get; init; }

    /// <summary>Largest number.</summary>
    public int Maximum { get; init; } = int.MaxValue;

    /// <summary>The values that a text may have; null for any.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>What the help calls the value.</summary>
    public string? HelpName { get; init; }

    /// <summary>Whether the value names a file or folder; relative ones of a settings file start at that file's folder.</summary>
    public bool IsPath { get; init; }

    /// <summary>Whether a value that is a path may also be the name of a model, which stays as it is.</summary>
    public bool IsModel { get; init; }

    /// <summary>
    /// Whether the value must stay hidden: it comes from the environment alone, since arguments are seen by every process
    /// of the machine and files are copied and committed.
    /// </summary>
    public bool IsSecret { get; init; }

    /// <summary>The environment variable.</summary>
    public string Variable => $"FGCLIP_{Name.Replace('-', '_').ToUpperInvariant()}";

    /// <summary>In words, for errors: <c>a whole number from 1 to 64</c>.</summary>
    public string InWords() => Kind switch
    {
        SettingKind.Text when Choices is not null => $"one of {string.Join(", ", Choices)}",
        SettingKind.Text => "a text",
        SettingKind.Texts => "a list of texts",
        SettingKind.Number => $"a whole number from {Minimum} to {Maximum}",
        SettingKind.Flag => "true or false",
        _ => throw new InvalidOperationException($"{Kind} has no words"),
    };
}
