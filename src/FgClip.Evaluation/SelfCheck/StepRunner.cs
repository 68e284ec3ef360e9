using System.Diagnostics;

namespace FgClip.Evaluation.SelfCheck;

/// <summary>Runs steps one after the other, with their times; a step that throws has failed, and the others still run.</summary>
internal sealed class StepRunner(IProgress<string>? progress)
{
    private readonly List<SelfCheckStep> _steps = [];

    public IReadOnlyList<SelfCheckStep> Steps => _steps;

    /// <summary>Runs a step.</summary>
    /// <returns>Whether it came to an end.</returns>
    public async Task<bool> RunAsync(string name, Func<Task<(SelfCheckOutcome Outcome, string Detail)>> step)
    {
        progress?.Report(name);
        var start = Stopwatch.GetTimestamp();
        (SelfCheckOutcome Outcome, string Detail) result;
        var ended = true;
        try
        {
            result = await step().ConfigureAwait(false);
        }
        catch (FgClipException error)
        {
            result = (SelfCheckOutcome.Failed, error.Message);
            ended = false;
        }

        _steps.Add(new SelfCheckStep(name, result.Outcome, result.Detail, Stopwatch.GetElapsedTime(start).TotalSeconds));
        return ended;
    }
}
