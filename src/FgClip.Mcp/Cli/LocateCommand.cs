using System.CommandLine;
using System.Globalization;
using FgClip.Analysis;
using FgClip.Mcp.Answers;
using FgClip.Mcp.Results;
using FgClip.Rendering;

namespace FgClip.Mcp.Cli;

/// <summary><c>locate</c>: where phrases are in a picture.</summary>
internal static class LocateCommand
{
    public static Command Create(Terminal terminal)
    {
        var image = new Argument<string>("image") { Description = "The picture; '-' is standard input.", HelpName = "IMAGE" };
        var phrases = new Argument<string[]>("phrases")
        {
            Description = "What to look for, such as \"a red dog\" or \"一只红色的狗\".",
            HelpName = "PHRASE...",
            Arity = ArgumentArity.OneOrMore,
        };
        var overlay = new Option<string?>("--output")
        {
            Description = "Where to write the overlay PNG; with several phrases, NAME-1.png, NAME-2.png and so on. Default: located.png.",
            HelpName = "FILE",
        };
        var none = new Option<bool>("--no-overlay") { Description = "Write no picture." };
        var (model, pictures, output) = (new ModelOptions(), new PictureOptions(), new OutputOptions());

        var command = new Command("locate", "Find phrases in a picture: presence, place, boxes and a heat map.") { image, phrases, overlay, none };
        model.AddTo(command);
        pictures.AddTo(command);
        output.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var target = parsed.GetValue(none) ? null : parsed.GetValue(overlay) ?? "located.png";
            if (target is not null) NumberedPath.CheckPictures(target, parsed.GetValue(phrases)!.Length, parsed.GetValue(image)!);
            using var encoder = model.Open(parsed, terminal);
            TextLists.Check(parsed.GetValue(phrases)!, "concepts", PhraseLocator.MaxPhrases);
            var picture = pictures.Read(parsed, parsed.GetValue(image)!, terminal);
            var (answer, located) = await new LocateAnswers(encoder)
                .LocateAsync(picture, parsed.GetValue(phrases)!, pictures.EncodingOf(parsed, terminal), cancellation)
                .ConfigureAwait(false);
            if (target is not null)
            {
                using var seen = new PicturePyramid(picture.Seen.Pixels);
                answer = answer with
                {
                    Concepts = [.. answer.Concepts.Select((concept, index) => concept with
                    {
                        Overlay = WriteOverlay(located[index], seen, NumberedPath.Of(target, index + 1, located.Count)),
                    })],
                };
            }

            if (output.IsJson(parsed)) terminal.Out.WriteLine(AnswerJson.Write(answer));
            else WriteTable(answer, terminal);
            return ExitCodes.Success;
        });
        return command;
    }

    private static string WriteOverlay(LocatedPhrase phrase, PicturePyramid picture, string path)
    {
        File.WriteAllBytes(path, LocateAnswers.RenderOverlay(phrase, picture));
        return Path.GetFullPath(path);
    }

    private static void WriteTable(LocateAnswer answer, Terminal terminal)
    {
        foreach (var concept in answer.Concepts)
        {
            terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{concept.Concept}: {PresenceNames.Of(concept.Present)} (score {concept.Score:F3}), peak at ({concept.Peak.X:F0}, {concept.Peak.Y:F0})"));
            foreach (var box in concept.Boxes)
            {
                terminal.Out.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"  box {box.X1:F0} {box.Y1:F0} {box.X2:F0} {box.Y2:F0}  cosine {box.Score:F3}"));
            }

            if (concept.Overlay is not null) terminal.Out.WriteLine($"  overlay {concept.Overlay}");
        }

        AnswerNotes.Write(answer, terminal);
    }
}
