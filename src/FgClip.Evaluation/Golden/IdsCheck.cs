namespace FgClip.Evaluation.Golden;

/// <summary>The feature of given token ids.</summary>
internal sealed class IdsCheck : IGoldenCheck
{
    public string Kind => "ids";

    public void Prepare(VerificationContext context) => _ = context.Encoder;

    public async Task RunAsync(GoldenCase golden, CaseFindings findings, VerificationContext context)
    {
        var features = await context.Encoder.EncodeIdsAsync([golden.Integers("ids")], golden.TextKind, CancellationToken.None)
            .ConfigureAwait(false);
        findings.Near("feature", features[0]);
    }
}
