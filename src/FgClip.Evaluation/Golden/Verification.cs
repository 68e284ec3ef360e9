using FgClip.Encoding;
using FgClip.Inference;

namespace FgClip.Evaluation.Golden;

/// <summary>Runs golden cases: outputs of the official code that ours must equal.</summary>
public sealed class Verification(VerificationOptions options)
{
    private static readonly Dictionary<string, IGoldenCheck> Checks = new IGoldenCheck[]
    {
        new ImageCheck(), new TextCheck(), new IdsCheck(), new ScoreCheck(), new ResampleCheck(), new GridCheck(), new TokensCheck(),
    }.ToDictionary(check => check.Kind);

    private readonly List<VerificationRow> _rows = [];
    private readonly List<string> _failures = [];
    private readonly List<string> _notRun = [];
    private readonly List<string> _notes = [];
    private int _notRunCount;

    /// <summary>Runs every set.</summary>
    /// <param name="progress">Gets the folder of each set as it starts.</param>
    /// <param name="cancellation">Stops between cases.</param>
    /// <exception cref="FgClipException">There is no set.</exception>
    public async Task<VerificationReport> RunAsync(IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        foreach (var folder in GoldenSet.Find(options.Cases))
        {
            progress?.Report(folder);
            try
            {
                var set = GoldenSet.Read(folder);
                if (ReasonNotToRun(set) is { } reason) NotRun($"{set.Name}: {reason}", set.Cases(_ => { }).Count());
                else await RunSetAsync(set, cancellation).ConfigureAwait(false);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                _failures.Add($"{Path.GetFileName(folder)}: the set cannot be read: {InWords(error)}"); // the others still run
            }
        }

        return new VerificationReport(_rows, _failures, _notRun, _notes) { NotRunCount = _notRunCount };
    }

    private void NotRun(string what, int cases)
    {
        _notRun.Add(what);
        _notRunCount += cases;
    }

    private static string? ReasonNotToRun(GoldenSet set)
    {
        return set.Architecture is null or "fgclip1" or "fgclip2" ? null : $"architecture '{set.Architecture}' is not known to this version";
    }

    private static string Amount(IEnumerable<GoldenCase> cases) => cases.Count() == 1 ? "1 case" : $"{cases.Count()} cases";

    private static string InWords(Exception error) =>
        error is FgClipException ? error.Message : $"malformed: {error.GetType().Name}: {error.Message}";

    private static string? ReasonNotToRun(IGoldenCheck check, VerificationContext context)
    {
        try
        {
            check.Prepare(context);
            return null;
        }
        catch (FgClipException error)
        {
            return error.Message;
        }
    }

    // The official code computed the sets in float32; 16 bits are as far from it as their rounding takes them.
    private static double ToleranceOf(GoldenSet set, VerificationContext context) => Math.Max(set.Tolerance, context.Precision switch
    {
        ModelPrecision.Float16 => 0.004,
        ModelPrecision.BFloat16 => 0.05,
        _ => 0,
    });

    private async Task RunSetAsync(GoldenSet set, CancellationToken cancellation)
    {
        var expectedPath = Path.Combine(set.Folder, "expected.safetensors");
        using var expected = File.Exists(expectedPath) ? new ExpectedTensors(expectedPath) : null;
        using var checkpoint = new SetCheckpoint(set, options.Checkpoint);
        var context = new VerificationContext(
            () => FgClipEncoder.Open(checkpoint.Folder(cancellation), options.Inference), () => TokenSetTokenizer.Open(set, options.Tokenizers));
        try
        {
            foreach (var kind in set.Cases(broken => _failures.Add(broken.Message)).ToList().GroupBy(golden => golden.Kind))
            {
                if (Checks.TryGetValue(kind.Key, out var check))
                {
                    if (ReasonNotToRun(check, context) is { } reason) NotRun($"{set.Name}: kind '{kind.Key}' ({Amount(kind)}): {reason}", kind.Count());
                    else await RunKindAsync(set, [.. kind], check, expected, context, cancellation).ConfigureAwait(false);
                }
                else if (kind.Key.StartsWith("published-", StringComparison.Ordinal))
                {
                    _notes.Add($"{set.Name}: {Amount(kind)} of kind '{kind.Key}' passed over: 'fgclip models verify' runs such, with the published weights and picture");
                }
                else
                {
                    NotRun($"{set.Name}: kind '{kind.Key}' ({Amount(kind)}) is not known to this version", kind.Count());
                }
            }
        }
        finally
        {
            context.Close();
        }
    }

    private async Task RunKindAsync(
        GoldenSet set,
        IReadOnlyList<GoldenCase> cases,
        IGoldenCheck check,
        ExpectedTensors? expected,
        VerificationContext context,
        CancellationToken cancellation)
    {
        var failed = 0;
        double? worst = null;
        foreach (var golden in cases)
        {
            cancellation.ThrowIfCancellationRequested();
            var findings = new CaseFindings(golden, expected, () => ToleranceOf(set, context));
            try
            {
                await check.RunAsync(golden, findings, context).ConfigureAwait(false);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                findings.Fail(InWords(error)); // also a malformed case is a failing case
            }

            findings.FailWhereNothingWasCompared();

            if (findings.Failures.Count > 0)
            {
                failed++;
                _failures.Add($"{set.Name} {golden.Id}: {string.Join("; ", findings.Failures)}");
            }

            if (findings.WorstError is { } error2) worst = Math.Max(worst ?? 0, error2);
        }

        _rows.Add(new VerificationRow(set.Name, check.Kind, cases.Count - failed, failed, worst, ToleranceOf(set, context)));
    }
}
