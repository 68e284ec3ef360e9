using System.CommandLine;
using System.Globalization;
using FgClip.Mcp.Resources;
using FgClip.Mcp.Resources.Embeddings;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Cli;

/// <summary><c>cache</c>: embeddings that are kept in the user's data folder.</summary>
internal static class CacheCommand
{
    public static Command Create(Terminal terminal) =>
        new("cache", "See and clear the embeddings that are kept.") { CreateStats(terminal), CreateClear(terminal), CreateFill(terminal) };

    private static Command CreateStats(Terminal terminal)
    {
        var (store, output) = (new StoreOptions(), new OutputOptions());
        var command = new Command("stats", "Tell what is kept, and where.");
        store.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            using var embeddings = store.Open(parsed, terminal);
            Write(AnswerOf(embeddings, null), output.IsJson(parsed), terminal);
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command CreateClear(Terminal terminal)
    {
        var model = new Option<string?>("--model") { Description = "Remove the embeddings of this model only, by its name.", HelpName = "NAME" };
        var (store, output) = (new StoreOptions(), new OutputOptions());
        var command = new Command("clear", "Remove what is kept; handles of it end.") { model };
        store.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            using var embeddings = store.Open(parsed, terminal);
            Write(AnswerOf(embeddings, embeddings.Clear(parsed.GetValue(model))), output.IsJson(parsed), terminal);
            return ExitCodes.Success;
        });
        return command;
    }

    // What the tests kill: vectors that follow from their number, each handle written out once it is kept.
    private static Command CreateFill(Terminal terminal)
    {
        var first = new Argument<int>("first") { Description = "Number of the first.", HelpName = "FIRST" };
        var count = new Argument<int>("count") { Description = "How many.", HelpName = "COUNT" };
        var store = new StoreOptions();
        var command = new Command("fill", "Keep vectors without meaning, for tests and measurements.") { first, count };
        command.Hidden = true;
        store.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            using var embeddings = store.Open(parsed, terminal);
            for (var number = parsed.GetValue(first); number < parsed.GetValue(first) + parsed.GetValue(count); number++)
            {
                cancellation.ThrowIfCancellationRequested();
                var filler = FillerEmbedding.Of(number);
                embeddings.Add(AuthenticatedOwners.Local, [filler]);
                terminal.Out.WriteLine(filler.Uri);
            }

            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static CacheAnswer AnswerOf(EmbeddingStore embeddings, int? removed)
    {
        var stats = embeddings.Stats(null);
        FileInfo[] files = [new(embeddings.FullName), new(embeddings.FullName + "-wal")];
        var kept = string.Create(
            CultureInfo.InvariantCulture,
            $"{stats.Embeddings} embeddings, {stats.Bytes / 1e6:F1} of {stats.MaxBytes / 1e6:F0} MB, in {embeddings.FullName}.");
        return new CacheAnswer(
            embeddings.FullName,
            files.Sum(file => file.Exists ? file.Length : 0),
            stats.Embeddings,
            stats.Bytes,
            stats.MaxBytes,
            stats.Groups,
            removed,
            removed is null ? kept : $"{removed} removed; {kept}");
    }

    private static void Write(CacheAnswer answer, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.Out.WriteLine(AnswerJson.Write(answer));
            return;
        }

        foreach (var group in answer.Groups)
        {
            terminal.Out.WriteLine($"{group.Embeddings,8}  {group.Kind,-5}  {group.Precision,-8}  {group.Model}");
        }

        terminal.Error.WriteLine(answer.Summary);
    }
}
