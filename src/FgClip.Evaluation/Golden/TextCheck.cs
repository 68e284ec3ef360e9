namespace FgClip.Evaluation.Golden;

/// <summary>Token ids and the feature of a text.</summary>
internal sealed class TextCheck : IGoldenCheck
{
    public string Kind => "text";

    public void Prepare(VerificationContext context) => _ = context.Encoder;

    public async Task RunAsync(GoldenCase golden, CaseFindings findings, VerificationContext context)
    {
        var texts = await context.Encoder.EncodeTextsAsync([golden.Text("text")], golden.TextKind)
            .ConfigureAwait(false);
        findings.EqualIds("ids", texts[0].Ids.Span);
        findings.Near("feature", texts[0].Feature.Span);
    }
}
