using FgClip.Tokenization;

namespace FgClip.Evaluation.Golden;

/// <summary>Ids of a text with the tokenizer file and the flags that the set gives.</summary>
internal sealed class TokensCheck : IGoldenCheck
{
    public string Kind => "tokens";

    public void Prepare(VerificationContext context) => _ = context.Tokenizer;

    public Task RunAsync(GoldenCase golden, CaseFindings findings, VerificationContext context)
    {
        var text = golden.Text("text");
        if (!TokenSetTokenizer.IsClip(golden.Set) && golden.Set.Description.TryGetProperty("lower_case", out _) && golden.Set.Flag("lower_case"))
        {
            text = PythonLowercase.ToLower(text);
        }

        findings.Equal<int>("ids", golden.Integers("ids"), context.Tokenizer.EncodeUnpadded(text));
        if (golden.Optional("ids64") is not null)
        {
            findings.Equal<int>("ids64", golden.Integers("ids64"), context.Tokenizer.Encode(text, 64).Ids);
        }

        return Task.CompletedTask;
    }
}
