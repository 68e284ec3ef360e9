using System.CommandLine;
using System.Globalization;
using FgClip.Checkpoints;
using FgClip.Checkpoints.Hub;
using FgClip.Mcp.Hosting;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Cli;

/// <summary><c>models list</c>: what is published, and what is here.</summary>
internal static class ModelsListCommand
{
    public static Command Create(Terminal terminal)
    {
        var output = new OutputOptions();
        var command = new Command("list", "Show the published models and those in the cache. Uses no network.");
        output.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            var options = HubOptions.FromEnvironment();
            var answer = new ModelListAnswer(options.CacheFolder, [EmbeddedModel(), .. Models(new LocalModels(options))]);
            if (output.IsJson(parsed)) terminal.Out.WriteLine(AnswerJson.Write(answer));
            else WriteTable(answer, terminal);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static IEnumerable<ListedModel> Models(LocalModels local)
    {
        foreach (var known in ModelCatalog.Models)
        {
            var states = local.Of(known.Id);
            if (states.Count == 0) yield return Row(known, known.Id, null);
            foreach (var state in states) yield return Row(known, known.Id, state);
        }

        foreach (var state in local.All().Where(state => ModelCatalog.Find(state.Id.Text) is null)) yield return Row(null, state.Id, state);
    }

    private static ListedModel Row(CatalogModel? known, HubModelId id, ModelState? state) => new(
        known?.Name ?? id.Text,
        id.Text,
        known?.Architecture.ToString().ToLowerInvariant(),
        state switch { null => "absent", { IsComplete: true } => "complete", _ => "partial" },
        state?.Commit,
        state?.Revisions ?? [],
        state?.Folder,
        state?.Bytes ?? known?.WeightsBytes,
        state?.Missing ?? [],
        known?.Revision,
        known?.License,
        known is null ? [] : [.. known.Languages],
        known?.Notes);

    private static ListedModel EmbeddedModel()
    {
        var folder = NamedModel.EmbeddedFolder;
        using var checkpoint = Checkpoint.Open(folder);
        return new ListedModel(
            NamedModel.Embedded, null, checkpoint.Architecture.ToString().ToLowerInvariant(), "embedded", null, [], folder,
            new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length), [], null, checkpoint.Card.License, [.. checkpoint.Card.Languages], checkpoint.Card.Description);
    }

    private static void WriteTable(ModelListAnswer answer, Terminal terminal)
    {
        var width = answer.Models.Max(row => row.Name.Length);
        terminal.Out.WriteLine($"{"name".PadRight(width)} {"state",-9} {"size",10}  {"commit",-8} {"revisions",-12} hub id");
        foreach (var row in answer.Models)
        {
            var size = row.Bytes is { } bytes
                ? string.Create(CultureInfo.InvariantCulture, $"{(row.State == "absent" ? "~" : "")}{bytes / 1e6:F0} MB")
                : "";
            terminal.Out.WriteLine($"{row.Name.PadRight(width)} {row.State,-9} {size,10}  {row.Commit?[..Math.Min(8, row.Commit.Length)],-8} {string.Join(",", row.Revisions),-12} {row.HubId}");
        }

        terminal.Error.WriteLine($"Cache: {answer.Cache}. 'fgclip models pull NAME' fetches a model, '--model NAME' uses it.");
    }
}
