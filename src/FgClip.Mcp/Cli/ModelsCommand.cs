using System.CommandLine;
using FgClip.Checkpoints;

namespace FgClip.Mcp.Cli;

/// <summary><c>models</c>: checkpoints on disk.</summary>
internal static class ModelsCommand
{
    public static Command Create(Terminal terminal) => new("models", "Work with checkpoints.")
    {
        ModelsListCommand.Create(terminal),
        ModelsPullCommand.Create(terminal),
        ModelsPathCommand.Create(terminal),
        ModelsVerifyCommand.Create(terminal),
        ModelsRemoveCommand.Create(terminal),
        ModelsExportCommand.Create(terminal),
        CreateSynth(terminal),
    };

    private static Command CreateSynth(Terminal terminal)
    {
        var set = new Argument<string>("set") { Description = "Folder of a golden set whose checkpoint is synthetic.", HelpName = "SET" };
        var target = new Argument<string>("out") { Description = "Folder to write the checkpoint to; new or empty.", HelpName = "OUT" };
        var command = new Command("synth", "Write the synthetic checkpoint that a golden set describes.") { set, target };
        command.SetAction((parsed, cancellation) =>
        {
            var (from, to) = (parsed.GetValue(set)!, parsed.GetValue(target)!);
            SyntheticCheckpoint.WriteFromSet(from, to, null, cancellation);
            var bytes = new DirectoryInfo(to).EnumerateFiles().Sum(file => file.Length);
            terminal.Error.WriteLine($"Wrote {bytes / 1e6:F0} MB to {Path.GetFullPath(to)}.");
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
