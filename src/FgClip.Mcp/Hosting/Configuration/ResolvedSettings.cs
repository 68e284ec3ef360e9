namespace FgClip.Mcp.Hosting.Configuration;

/// <summary>
/// The value of every setting: what the command line says, else the environment, else the settings file, else the
/// default.
/// </summary>
internal sealed class ResolvedSettings
{
    private readonly Dictionary<Setting, SettingValue> _values = [];

    /// <param name="settings">The settings there are.</param>
    /// <param name="commandLine">What the command line says; null for nothing about this setting.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="file">The settings file, if there is one.</param>
    /// <exception cref="FgClipException">A value is wrong.</exception>
    public ResolvedSettings(
        IReadOnlyList<Setting> settings, Func<Setting, IReadOnlyList<string>?> commandLine, Func<string, string?> environment, SettingsFile? file)
    {
        foreach (var setting in settings)
        {
            _values[setting] = Resolve(setting, commandLine, environment, file).Checked();
        }

        All = [.. settings.Select(setting => _values[setting])];
        File = file?.Path;
    }

    /// <summary>All values, in the settings' order.</summary>
    public IReadOnlyList<SettingValue> All { get; }

    /// <summary>The settings file that was read; null for none.</summary>
    public string? File { get; }

    public SettingValue this[Setting setting] => _values[setting];

    /// <summary>A text; null where it is unset.</summary>
    public string? Text(Setting setting) => _values[setting].Values is [var text, ..] ? text : null;

    public IReadOnlyList<string> Texts(Setting setting) => _values[setting].Values;

    /// <summary>A number; null where it is unset.</summary>
    public int? Number(Setting setting) => _values[setting].TryNumber(out var number) ? number : null;

    public bool Flag(Setting setting) => Text(setting) is { } text && bool.Parse(text);

    private static SettingValue Resolve(
        Setting setting, Func<Setting, IReadOnlyList<string>?> commandLine, Func<string, string?> environment, SettingsFile? file)
    {
        if (!setting.IsSecret && commandLine(setting) is { } given) return new SettingValue(setting, given, "command line");
        if (environment(setting.Variable) is { Length: > 0 } variable)
        {
            IReadOnlyList<string> values = setting.Kind == SettingKind.Texts
                ? variable.Split(SeparatorOf(setting), StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                : [variable.Trim()];
            return new SettingValue(setting, values, $"environment variable {setting.Variable}");
        }

        if (file?.Find(setting) is { } written) return new SettingValue(setting, written, $"file {file.Path}");
        return new SettingValue(setting, setting.Default is null ? [] : [setting.Default], "default");
    }

    // Paths as in PATH; a comma may be part of a folder's name.
    private static char SeparatorOf(Setting setting) => setting.IsPath ? Path.PathSeparator : ',';
}
