using System.CommandLine;
using FgClip.Mcp.Hosting.Configuration;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Cli;

/// <summary><c>config</c>: what the settings are and who said so.</summary>
internal static class ConfigCommand
{
    public static Command Create(Terminal terminal)
    {
        var settings = new SettingOptions(ServeSettings.All);
        var output = new OutputOptions();
        var command = new Command("config", "Show the settings of serve and where each comes from: command line, environment, settings file or default.");
        settings.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            var resolved = settings.Read(parsed, Environment.GetEnvironmentVariable);
            if (output.IsJson(parsed)) terminal.Out.WriteLine(AnswerJson.Write(AnswerOf(resolved)));
            else WriteTable(resolved, terminal);
            return ExitCodes.Success;
        });
        return command;
    }

    private static ConfigAnswer AnswerOf(ResolvedSettings resolved) => new(
        resolved.File,
        [.. resolved.All.Select(value => new ConfigSetting(
            value.Setting.Name,
            value.Setting.Variable,
            value.Setting.IsSecret ? (value.Values.Count > 0 ? [value.Shown] : []) : value.Values,
            value.Origin))]);

    private static void WriteTable(ResolvedSettings resolved, Terminal terminal)
    {
        terminal.Out.WriteLine($"{"setting",-18} {"value",-28} origin");
        foreach (var value in resolved.All)
        {
            terminal.Out.WriteLine($"{value.Setting.Name,-18} {(value.Values.Count == 0 ? "—" : value.Shown),-28} {value.Origin}");
        }

        terminal.Error.WriteLine(resolved.File is null ? $"No settings file; the default one is {SettingOptions.DefaultFile}." : $"Settings file: {resolved.File}");
    }
}
