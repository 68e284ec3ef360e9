using System.CommandLine;
using FgClip.Mcp.Hosting;

namespace FgClip.Mcp.Cli;

/// <summary><c>models path</c>: the folder of a model that is here.</summary>
internal static class ModelsPathCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("model") { Description = "A name of 'models list' or a hub's id, with @REVISION behind it for another than main.", HelpName = "NAME|HUB-ID" };
        var command = new Command("path", "Print the folder of a model that is complete here. Uses no network.") { model };
        command.SetAction((parsed, _) =>
        {
            var given = parsed.GetValue(model)!;
            var folder = NamedModel.FolderOf(given);
            if (!Directory.Exists(folder)) NamedModel.OnHub(given, null); // no folder and no name: say which names there are
            terminal.Out.WriteLine(Path.GetFullPath(folder));
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
