using FgClip.Imaging;

namespace FgClip.Evaluation.Golden;

/// <summary>Budget and grid of a picture's size.</summary>
internal sealed class GridCheck : IGoldenCheck
{
    /// <summary>Grid cases name no checkpoint; they are made for patches of 16 pixels.</summary>
    private const int PatchSize = 16;

    public string Kind => "grid";

    public void Prepare(VerificationContext context)
    {
    }

    public Task RunAsync(GoldenCase golden, CaseFindings findings, VerificationContext context)
    {
        int width = golden.Number("width"), height = golden.Number("height");
        var budget = golden.OptionalNumber("max_patches") ?? PatchBudget.Automatic(width, height, PatchSize, null);
        var grid = PatchBudget.GridFor(width, height, budget, PatchSize);

        if (golden.OptionalNumber("budget") is { } expected) findings.Equal("budget", expected, budget);
        findings.Equal<int>("grid", golden.Integers("grid", 2), [grid.Rows, grid.Columns]);
        return Task.CompletedTask;
    }
}
