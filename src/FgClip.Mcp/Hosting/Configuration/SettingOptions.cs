using System.CommandLine;

namespace FgClip.Mcp.Hosting.Configuration;

/// <summary>Settings as options of a command, with the option that names the settings file.</summary>
internal sealed class SettingOptions
{
    /// <summary>Environment variable that stands in for <c>--config</c>.</summary>
    public const string FileVariable = "FGCLIP_CONFIG";

    private readonly IReadOnlyList<Setting> _settings;
    private readonly Dictionary<Setting, Option<string[]>> _options = [];

    private readonly Option<string?> _file = new("--config")
    {
        Description = $"Settings file, JSON. Default: {FileVariable}, else {DefaultFile} where it exists.",
        HelpName = "FILE",
    };

    public SettingOptions(IReadOnlyList<Setting> settings)
    {
        _settings = settings;
        foreach (var setting in settings)
        {
            if (!setting.IsSecret) _options[setting] = OptionOf(setting);
        }
    }

    /// <summary>The settings file of the user who runs the program.</summary>
    public static string DefaultFile => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "fgclip", "config.json");

    public void AddTo(Command command)
    {
        foreach (var setting in _settings)
        {
            if (_options.TryGetValue(setting, out var option)) command.Options.Add(option);
        }

        command.Options.Add(_file);
    }

    /// <summary>The value of every setting.</summary>
    /// <exception cref="FgClipException">One is wrong, or the settings file is.</exception>
    public ResolvedSettings Read(ParseResult parsed, Func<string, string?> environment)
    {
        var named = parsed.GetValue(_file) ?? environment(FileVariable);
        var path = !string.IsNullOrEmpty(named) ? named : File.Exists(DefaultFile) ? DefaultFile : null;
        return new ResolvedSettings(
            _settings,
            setting => parsed.GetResult(_options[setting]) is { Implicit: false } ? Given(parsed, setting) : null,
            environment,
            path is null ? null : SettingsFile.Read(path, _settings));
    }

    private string[] Given(ParseResult parsed, Setting setting) => parsed.GetValue(_options[setting]) switch
    {
        null or [] => setting.Kind == SettingKind.Flag ? ["true"] : [],
        var values when setting.Kind == SettingKind.Texts => values,
        var values => values[^1..], // given twice, the last one counts
    };

    private static Option<string[]> OptionOf(Setting setting) => new($"--{setting.Name}")
    {
        Description = setting.Description
            + (setting.Choices is null ? "" : $" One of {string.Join(", ", setting.Choices)}.")
            + (setting.Default is null ? "" : $" Default: {setting.Default}."),
        HelpName = setting.HelpName,
        Arity = setting.Kind == SettingKind.Flag ? ArgumentArity.ZeroOrMore : ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };
}
