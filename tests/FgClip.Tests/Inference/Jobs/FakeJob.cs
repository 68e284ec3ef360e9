using FgClip.Inference.Jobs;

namespace FgClip.Tests.Inference.Jobs;

/// <summary>A job without a model, called by its name.</summary>
internal sealed class FakeJob(
    string name, int length = 64, double work = 1, long bytes = 0, CallTicket? ticket = null, CancellationToken cancellation = default)
    : InferenceJob<string>(new JobKey(JobKind.Text, length), work, bytes, ticket ?? new CallTicket(), cancellation)
{
    public string Name { get; } = name;

    public override string ToString() => Name;
}

/// <summary>A stepped job of equal steps.</summary>
internal sealed class FakeSteps(string name, int steps, double stepWork, CallTicket? ticket = null, CancellationToken cancellation = default)
    : InferenceJob<string>(new JobKey(JobKind.LargePicture, 1), steps * stepWork, 0, ticket ?? new CallTicket(), cancellation), ISteppedJob
{
    private int _left = steps;

    public override double TurnWork { get; } = stepWork;

    public override bool IsStepped => true;

    public Action<CancellationToken> OnStep { get; init; } = _ => { };

    public bool Step(CancellationToken cancellation)
    {
        OnStep(cancellation);
        if (--_left > 0) return true;

        Complete(name);
        return false;
    }

    public override string ToString() => name;
}
