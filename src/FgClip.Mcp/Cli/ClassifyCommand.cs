using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using FgClip.Analysis;
using FgClip.Analysis.Classification;
using FgClip.Imaging;
using FgClip.Mcp.Answers;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Cli;

/// <summary><c>classify</c>: which label fits a picture or its boxes.</summary>
internal static class ClassifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var image = new Argument<string>("image") { Description = "The picture; '-' is standard input.", HelpName = "IMAGE" };
        var labels = new Argument<string[]>("labels") { Description = "What it could be.", HelpName = "LABEL...", Arity = ArgumentArity.OneOrMore };
        var templates = new Option<string[]>("--template")
        {
            Description = "A sentence with {} for the label, such as \"a photo of a {}\"; may be repeated, and is averaged then. Default: the label as it is.",
            HelpName = "TEXT",
        };
        var boxes = new Option<BoxPixels[]>("--box")
        {
            Description = "Label this part: x1,y1,x2,y2 in pixels; may be repeated. Default: the whole picture.",
            HelpName = "X1,Y1,X2,Y2",
            CustomParser = ParseBoxes,
        };
        var topK = new Option<int?>("--top-k") { Description = "Show the best N only, of each box.", HelpName = "N" };
        var (model, pictures, output) = (new ModelOptions(), new PictureOptions(), new OutputOptions());

        var command = new Command("classify", "Choose labels for a picture or its parts.") { image, labels, templates, boxes, topK };
        model.AddTo(command);
        pictures.AddTo(command);
        output.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var top = parsed.GetValue(topK);
            if (top < 1) throw new FgClipException(FgClipErrorKind.Argument, "--top-k is out of range", expected: "at least 1", got: $"{top}");

            string[] names = parsed.GetValue(labels)!, sentences = parsed.GetValue(templates) ?? [];
            TextLists.Check(names, "labels", LabelClassifier.MaxLabels); // before the picture is read and the model opened
            using var encoder = model.Open(parsed, terminal);
            var picture = pictures.Read(parsed, parsed.GetValue(image)!, terminal);
            var answer = await new ClassifyAnswers(encoder).ClassifyAsync(
                picture,
                names,
                sentences.Length == 0 ? null : sentences,
                parsed.GetValue(boxes) is { Length: > 0 } parts ? parts : null,
                top,
                pictures.EncodingOf(parsed, terminal),
                cancellation).ConfigureAwait(false);

            if (output.IsJson(parsed)) terminal.Out.WriteLine(AnswerJson.Write(answer));
            else WriteTable(answer, terminal);
            return ExitCodes.Success;
        });
        return command;
    }

    private static BoxPixels[] ParseBoxes(ArgumentResult result)
    {
        var boxes = new List<BoxPixels>();
        foreach (var token in result.Tokens)
        {
            double[] edges = [.. token.Value.Split(',').Select(edge =>
                double.TryParse(edge, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN)];
            if (edges.Length == 4 && edges.All(double.IsFinite)) boxes.Add(new BoxPixels(edges[0], edges[1], edges[2], edges[3]));
            else result.AddError($"--box takes four numbers, x1,y1,x2,y2 in pixels; got {token.Value}.");
        }

        return [.. boxes];
    }

    private static void WriteTable(ClassifyAnswer answer, Terminal terminal)
    {
        terminal.Out.WriteLine("share   cosine  label");
        var box = -1;
        foreach (var row in answer.Results)
        {
            if (row.Box is { } part && part.Index != box)
            {
                box = part.Index;
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"box {box}: {part.X1} {part.Y1} {part.X2} {part.Y2}"));
            }

            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Share,5:F3}  {row.Cosine,7:F4}  {row.Label}"));
        }

        AnswerNotes.Write(answer, terminal);
    }
}
