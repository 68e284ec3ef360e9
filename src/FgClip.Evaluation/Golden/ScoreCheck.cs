using FgClip.Encoding;

namespace FgClip.Evaluation.Golden;

/// <summary>Logits of every picture with every text.</summary>
internal sealed class ScoreCheck : IGoldenCheck
{
    public string Kind => "score";

    public void Prepare(VerificationContext context) => _ = context.Encoder;

    public async Task RunAsync(GoldenCase golden, CaseFindings findings, VerificationContext context)
    {
        var encoder = context.Encoder;
        var texts = await encoder.EncodeTextsAsync(golden.Texts("texts"), golden.TextKind).ConfigureAwait(false);

        var logits = new List<float>(); // [images,texts]
        foreach (var image in golden.Texts("images"))
        {
            var encoded = await encoder.EncodeImageAsync(golden.PictureAt(image)).ConfigureAwait(false);
            logits.AddRange(texts.Select(text =>
                encoder.Scoring.Logit(Cosine.Of(encoded.Feature.Span, text.Feature.Span))));
        }

        findings.Near("logits", logits.ToArray());
    }
}
