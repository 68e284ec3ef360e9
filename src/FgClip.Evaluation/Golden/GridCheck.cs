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
        int width = golden.Required("width").GetInt32(), height = golden.Required("height").GetInt32();
        var budget = golden.Optional("max_patches")?.GetInt32() ?? PatchBudget.Automatic(width, height, PatchSize, null);
        var grid = PatchBudget.GridFor(width, height, budget, PatchSize);

        if (golden.Optional("budget") is { } expected) findings.Equal("budget", expected.GetInt32(), budget);
        findings.Equal<int>("grid", golden.Integers("grid"), [grid.Rows, grid.Columns]);
        return Task.CompletedTask;
    }
}
