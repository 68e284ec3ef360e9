using System.Diagnostics;

namespace FgClip.Inference.Jobs;

/// <summary>One step of a large picture.</summary>
/// <param name="Work">Floating-point operations.</param>
/// <param name="Run">Computes it.</param>
internal sealed record PictureStep(double Work, Action<CancellationToken> Run);

/// <summary>
/// A picture of many patches, computed block by block: a step takes about a second on two cores, so that progress
/// moves, a cancelled job ends soon, and other jobs run in between.
/// </summary>
internal sealed class LargePictureJob : InferenceJob<PictureFeatures>, ISteppedJob
{
    /// <summary>Steps that first read weights from the file, and so tell little about the speed.</summary>
    private const int ColdSteps = 3;

    private readonly ILargePicture _run;
    private readonly IEnumerator<PictureStep> _steps;
    private readonly TimeAllowance? _allowance;
    private readonly IProgress<double>? _progress;
    private int _stepsDone;
    private double _workDone;

    /// <param name="run">What the steps compute; disposed of when the job ends.</param>
    /// <param name="work">Floating-point operations of all steps.</param>
    /// <param name="allowance">How long all may take where the speed is not known yet; null for any time.</param>
    /// <param name="progress">Is told the share of the work that is done, above 0 to 1, after each step.</param>
    /// <param name="ticket">The call it belongs to.</param>
    /// <param name="cancellation">Ends it after the node that runs.</param>
    public LargePictureJob(
        ILargePicture run, double work, TimeAllowance? allowance, IProgress<double>? progress, CallTicket ticket, CancellationToken cancellation)
        : base(new JobKey(JobKind.LargePicture, run.Count), work, run.Bytes, ticket, cancellation)
    {
        (_run, _allowance, _progress) = (run, allowance, progress);
        _steps = run.Steps().GetEnumerator();
        _steps.MoveNext();
    }

    /// <inheritdoc/>
    public override bool IsStepped => true;

    /// <inheritdoc/>
    public override double TurnWork => _steps.Current.Work;

    /// <inheritdoc/>
    public bool Step(CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var step = _steps.Current;
        step.Run(cancellation);
        _workDone += step.Work;
        _progress?.Report(Math.Min(1, _workDone / Work));
        if (++_stepsDone == ColdSteps + 1) _allowance?.Check(Work, step.Work / Stopwatch.GetElapsedTime(start).TotalSeconds);
        if (_steps.MoveNext()) return true;

        Complete(_run.Features);
        _run.Dispose();
        return false;
    }

    /// <inheritdoc/>
    protected override void SetException(Exception error)
    {
        _run.Dispose();
        base.SetException(error);
    }

    /// <inheritdoc/>
    protected override void SetCanceled()
    {
        _run.Dispose();
        base.SetCanceled();
    }
}
