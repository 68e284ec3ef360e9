namespace FgClip.Mcp.Results;

/// <summary>The settings of <c>serve</c>.</summary>
/// <param name="File">The settings file that was read; null for none.</param>
/// <param name="Settings">Every setting.</param>
internal sealed record ConfigAnswer(string? File, IReadOnlyList<ConfigSetting> Settings);

/// <summary>One setting.</summary>
/// <param name="Name">The option and the member of the settings file.</param>
/// <param name="Variable">The environment variable.</param>
/// <param name="Values">What it is: empty where it is unset; a secret's is masked.</param>
/// <param name="Origin">Who said so.</param>
internal sealed record ConfigSetting(string Name, string Variable, IReadOnlyList<string> Values, string Origin);
