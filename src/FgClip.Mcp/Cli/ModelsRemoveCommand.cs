using System.CommandLine;
using System.Globalization;
using FgClip.Checkpoints.Hub;
using FgClip.Mcp.Hosting;

namespace FgClip.Mcp.Cli;

/// <summary><c>models remove</c>: takes a model out of the cache.</summary>
internal static class ModelsRemoveCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("model") { Description = "A name of 'models list' or a hub's id.", HelpName = "NAME|HUB-ID" };
        var revision = new Option<string?>("--revision") { Description = "Only this branch, tag or commit. Default: everything of the model.", HelpName = "REVISION" };
        var yes = new Option<bool>("--yes") { Description = "Remove; without it only what would go is shown." };
        var command = new Command("remove", "Remove a model from the cache that Python tools share.") { model, revision, yes };
        command.SetAction((parsed, _) =>
        {
            var given = parsed.GetValue(model)!;
            var (id, named) = NamedModel.OnHub(given, parsed.GetValue(revision));
            var isAll = parsed.GetValue(revision) is null && !given.Contains('@', StringComparison.Ordinal);
            var removal = ModelRemoval.Plan(HubOptions.FromEnvironment(), id, isAll ? null : named);
            if (removal.KeptFor.Count > 0) terminal.Error.WriteLine($"note: only the name {named} goes: its commit stays for {string.Join(", ", removal.KeptFor)}.");
            var size = string.Create(CultureInfo.InvariantCulture, $"{removal.Bytes / 1e6:F1} MB");
            if (!parsed.GetValue(yes))
            {
                foreach (var path in removal.Paths) terminal.Out.WriteLine(path);
                terminal.Error.WriteLine($"{size} would go, for Python tools too. Nothing was removed: add --yes.");
                return Task.FromResult(ExitCodes.Usage);
            }

            removal.Run();
            terminal.Error.WriteLine($"Removed {id}{(isAll ? "" : $" {named}")}: {size}.");
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
