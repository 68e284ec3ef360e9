using System.Globalization;
using System.Text;
using FgClip.Analysis.Mismatch;
using FgClip.Imaging;
using FgClip.Rendering;
using SkiaSharp;

namespace FgClip.Evaluation.Scenes.Reporting;

/// <summary>Verdicts with their annotated pictures.</summary>
internal static class ExampleCards
{
    /// <summary>The drawing is as narrow as it can be and still be read.</summary>
    private const int LongEdge = 480;

    private const int JpegQuality = 72;

    /// <summary>A section with a row of cards a kind.</summary>
    public static void AppendTo(StringBuilder page, IReadOnlyList<SceneExample> examples, string folder)
    {
        page.Append("<section><h2>Examples</h2><p>For each kind and outcome the first in either language, where there is one; no picture comes twice.</p>\n");
        foreach (var kind in examples.GroupBy(example => example.Kind))
        {
            page.Append(CultureInfo.InvariantCulture, $"<h3>{ReportPage.Text(kind.Key)}</h3><div class=\"cards\">\n");
            foreach (var example in kind) AppendCard(page, example, folder);
            page.Append("</div>\n");
        }

        page.Append("</section>\n");
    }

    private static void AppendCard(StringBuilder page, SceneExample example, string folder)
    {
        var (style, outcome) = example.Outcome switch
        {
            ExampleOutcome.FalseAlarm => ("bad", "a true caption flagged"),
            ExampleOutcome.Missed => ("bad", "a mistake missed"),
            ExampleOutcome.Miscorrected => ("unsure", "flagged, but not put right"),
            _ => ("good", "flagged and put right"),
        };
        var language = example.Language;
        page.Append(CultureInfo.InvariantCulture, $"""
            <article class="card"><img src="data:image/jpeg;base64,{Picture(example, folder)}" alt="{ReportPage.Text(example.File)}" loading="lazy"><div>
            <span class="chip {style}">{outcome}</span><br><span lang="{language}">{ReportPage.Text(example.Caption)}</span>

            """);
        if (example.Outcome != ExampleOutcome.FalseAlarm) Line("right", example.RightCaption);
        if (example.Report.CorrectedCaption is { } corrected && example.Outcome != ExampleOutcome.PutRight) Line("corrected", corrected);
        page.Append("<ul>");
        foreach (var claim in example.Report.Claims)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <li><span class="chip {Style(claim.Verdict)}">{ClaimKindNames.Of(claim.Kind)}</span> <span lang="{language}">{ReportPage.Text(claim.Text)}{(claim.Alternative is null ? "" : $" → {ReportPage.Text(claim.Alternative)}")}</span></li>
                """);
        }

        page.Append(CultureInfo.InvariantCulture, $"</ul><small class=\"{language}\">{language} · {ReportPage.Text(example.File)}</small></div></article>\n");

        void Line(string name, string caption) => page.Append(CultureInfo.InvariantCulture, $"<br><small>{name}:</small> <span lang=\"{language}\">{ReportPage.Text(caption)}</span>");
    }

    private static string Style(ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.Supported => "good",
        ClaimVerdict.Contradicted => "bad",
        _ => "unsure",
    };

    // As JPEG, which is a fifth of the PNG.
    private static string Picture(SceneExample example, string folder)
    {
        var picture = PictureReader.Read(Path.Combine(folder, example.File));
        var drawn = AnnotatedPicture.RenderPng(
            picture.Pixels, AnnotatedContent.Of(example.Caption, example.Report), new OverlayOptions { MaxLongEdge = LongEdge });
        using var bitmap = SKBitmap.Decode(drawn);
        using var pixels = bitmap.PeekPixels();
        using var file = pixels.Encode(new SKJpegEncoderOptions(JpegQuality))
            ?? throw new FgClipException(FgClipErrorKind.Picture, "example cannot be encoded as JPEG", example.File);
        return Convert.ToBase64String(file.Span);
    }
}
