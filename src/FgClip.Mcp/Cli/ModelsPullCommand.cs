using System.CommandLine;
using System.Globalization;
using FgClip.Checkpoints.Hub;
using FgClip.Mcp.Hosting;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Cli;

/// <summary><c>models pull</c>: fetches a model into the cache that Python tools share.</summary>
internal static class ModelsPullCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("model") { Description = "A name of 'models list', or a hub's id such as qihoo360/fg-clip2-base.", HelpName = "NAME|HUB-ID" };
        var revision = new Option<string?>("--revision") { Description = "Branch, tag or commit. Default: main.", HelpName = "REVISION" };
        var output = new OutputOptions();
        var command = new Command("pull", "Fetch what a model needs, or what is missing of it. Ctrl+C keeps what is there; the next pull goes on.") { model, revision };
        output.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (id, wanted) = NamedModel.OnHub(parsed.GetValue(model)!, parsed.GetValue(revision));
            var options = HubOptions.FromEnvironment();
            terminal.Error.WriteLine(options.IsOffline
                ? $"{id} ({wanted}) in {options.CacheFolder}, without the network: HF_HUB_OFFLINE is set"
                : $"{id} ({wanted}) from {options.Endpoint.GetLeftPart(UriPartial.Authority)} to {options.CacheFolder}");
            var display = new PullDisplay(terminal, TimeProvider.System);
            try
            {
                using var downloader = new HubDownloader(options);
                var pulled = await downloader.PullAsync(id, wanted, display, cancellation).ConfigureAwait(false);
                display.Clear();
                Write(pulled, wanted, output.IsJson(parsed), terminal);
                return ExitCodes.Success;
            }
            catch (OperationCanceledException)
            {
                display.Clear();
                terminal.Error.WriteLine("What was fetched is kept; the same command goes on from there.");
                throw;
            }
            catch (FgClipException)
            {
                display.Clear();
                throw;
            }
        });
        return command;
    }

    private static void Write(PulledModel pulled, string revision, bool isJson, Terminal terminal)
    {
        foreach (var note in pulled.Notes) terminal.Error.WriteLine($"note: {note}");
        if (ModelCatalog.Find(pulled.Id.Text)?.Revision is { } known && known != pulled.Commit && revision == "main")
        {
            terminal.Error.WriteLine($"note: {revision} is now commit {pulled.Commit}; this program was made with {known} (--revision {known}).");
        }

        terminal.Error.WriteLine(pulled.FetchedBytes == 0
            ? "Everything was there."
            : string.Create(CultureInfo.InvariantCulture, $"Fetched {pulled.FetchedBytes / 1e6:F1} MB; the files have the hashes that the hub states."));
        terminal.Out.WriteLine(isJson
            ? AnswerJson.Write(new PullAnswer(pulled.Id.Text, pulled.Commit, pulled.Folder, pulled.FetchedBytes, pulled.Notes))
            : pulled.Folder);
    }
}
