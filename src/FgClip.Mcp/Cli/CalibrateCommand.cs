using System.CommandLine;
using System.Globalization;
using FgClip.Analysis.Mismatch;
using FgClip.Evaluation.Scenes.Calibrating;
using FgClip.Mcp.Resources;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Cli;

/// <summary><c>calibrate</c>: fit how readings are judged to labelled pictures.</summary>
internal static class CalibrateCommand
{
    private static readonly string[] AllKinds = ["places", "presence", .. ClaimKindNames.All];

    public static Command Create(Terminal terminal)
    {
        var data = new Option<string[]>("--data") { Description = "A folder with scenes.jsonl and images/; repeatable.", HelpName = "FOLDER", Required = true };
        var budget = new Option<int?>("--max-patches") { Description = "Patch budget. Default: by the picture's size.", HelpName = "N" };
        var inPlace = new Option<bool>("--in-place") { Description = "Write it into the checkpoint's fgclip.json, instead of the user's data folder." };
        var (model, output) = (new ModelOptions(), new OutputOptions());
        var command = new Command("calibrate", "Fit what decides presence and claims to labelled pictures, and use it from then on.") { data, budget, inPlace };
        model.AddTo(command);
        output.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var encoder = model.Open(parsed, terminal);
            var document = await new SceneCalibration(encoder, parsed.GetValue(data)!, parsed.GetValue(budget))
                .RunAsync(new WorkProgress(terminal, "the calibration"), cancellation).ConfigureAwait(false);
            var file = parsed.GetValue(inPlace)
                ? CalibrationStore.KeepInCard(encoder, document.ToJson())
                : CalibrationStore.Keep(encoder, document.ToJson());
            var answer = AnswerOf(encoder.Checkpoint.Card.Name, file, document);
            if (output.IsJson(parsed)) terminal.Out.WriteLine(AnswerJson.Write(answer));
            else WriteTable(answer, terminal);
            return ExitCodes.Success;
        });
        return command;
    }

    private static CalibrationAnswer AnswerOf(string model, string file, CalibrationDocument document) => new(
        model,
        file,
        [.. document.Fits.Select(fit => new CalibratedKind(
            fit.Kind, fit.Quality.Samples, fit.Quality.BalancedAccuracy, fit.Quality.CalibrationError, fit.Quality.Coverage, fit.Quality.Accuracy))],
        [.. AllKinds.Except(document.Fits.Select(fit => fit.Kind))]);

    private static void WriteTable(CalibrationAnswer answer, Terminal terminal)
    {
        terminal.Out.WriteLine($"{"kind",-11} {"samples",7}  {"balanced",8}  {"error",5}  {"coverage",8}  {"accuracy",8}");
        foreach (var kind in answer.Kinds)
        {
            terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind.Kind,-11} {kind.Samples,7}  {kind.BalancedAccuracy,8:F3}  {kind.CalibrationError,5:F3}  {kind.Coverage,8:F3}  {kind.Accuracy,8:F3}"));
        }

        if (answer.NotFitted.Count > 0) terminal.Error.WriteLine($"note: too few samples of {string.Join(", ", answer.NotFitted)}, which stay as they were.");
        terminal.Error.WriteLine($"kept in {answer.File}");
    }
}
