using System.Globalization;

namespace FgClip.Evaluation.Golden;

/// <summary>What one case showed: its failures and the worst errors of its floats.</summary>
/// <param name="golden">The case.</param>
/// <param name="expected">The set's tensors, where it has any.</param>
/// <param name="tolerance">What floats may be off, asked for when they are compared: it depends on what computed them.</param>
public sealed class CaseFindings(GoldenCase golden, ExpectedTensors? expected, Func<double> tolerance)
{
    private readonly List<string> _failures = [];
    private readonly HashSet<string> _compared = [];
    private int _comparisons;

    /// <summary>One sentence a failure; empty where the case passed.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Worst |got − want| / max(1, max |want|) over the float tensors; null where the case has none.</summary>
    public double? WorstError { get; private set; }

    /// <summary>Fails unless both are equal.</summary>
    public void Equal<T>(string what, T want, T got)
        where T : IEquatable<T>
    {
        _comparisons++;
        if (!want.Equals(got)) Fail(string.Create(CultureInfo.InvariantCulture, $"{what} is {got}, expected {want}"));
    }

    /// <summary>Fails unless both lists are equal, naming the first place where they differ.</summary>
    public void Equal<T>(string what, ReadOnlySpan<T> want, ReadOnlySpan<T> got)
        where T : IEquatable<T>
    {
        _comparisons++;
        if (want.Length != got.Length) Fail($"{what} has {got.Length} values, expected {want.Length}");
        var shared = Math.Min(want.Length, got.Length);
        for (var index = 0; index < shared; index++)
        {
            if (want[index].Equals(got[index])) continue;

            Fail(string.Create(CultureInfo.InvariantCulture, $"{what}[{index}] is {got[index]}, expected {want[index]}"));
            return;
        }
    }

    /// <summary>Compares floats with the expected tensor of <paramref name="part"/>, where the case has one.</summary>
    public void Near(string part, ReadOnlySpan<float> got)
    {
        if (NameOf(part) is not { } name) return;

        var want = Tensors.Floats(name);
        if (want.Length != got.Length)
        {
            Fail($"{part} has {got.Length} values, expected {want.Length}");
            return;
        }

        double magnitude = 1, worst = 0;
        var worstIndex = 0;
        for (var index = 0; index < want.Length; index++)
        {
            magnitude = Math.Max(magnitude, Math.Abs(want[index]));
            var error = Math.Abs((double)got[index] - want[index]);
            if (error > worst || double.IsNaN(error)) (worst, worstIndex) = (double.IsNaN(error) ? double.PositiveInfinity : error, index);
        }

        var relative = worst / magnitude;
        WorstError = Math.Max(WorstError ?? 0, relative);
        var allowed = tolerance();
        if (relative <= allowed) return;

        Fail(string.Create(
            CultureInfo.InvariantCulture,
            $"{part}[{worstIndex}] is {got[worstIndex]:G9}, expected {want[worstIndex]:G9}: error {relative:E2} above {allowed:E0}"));
    }

    /// <summary>Compares ids with the expected tensor of <paramref name="part"/>, where the case has one.</summary>
    public void EqualIds(string part, ReadOnlySpan<int> got)
    {
        if (NameOf(part) is { } name) Equal(part, Tensors.Integers(name), got);
    }

    /// <summary>Compares bytes with the expected tensor of <paramref name="part"/>, where the case has one.</summary>
    public void EqualBytes(string part, ReadOnlySpan<byte> got)
    {
        if (NameOf(part) is { } name) Equal(part, Tensors.Bytes(name), got);
    }

    /// <summary>Compares the SHA-256 of bytes with a member of the case, where it has one.</summary>
    public void EqualDigest(string key, ReadOnlySpan<byte> bytes)
    {
        if (golden.Optional(key) is { } digest)
        {
            Equal(key, digest.GetString()!, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
        }
    }

    /// <summary>
    /// Fails a case that compared nothing, and one that expects a part that its kind does not have: a misspelt name would
    /// pass unseen.
    /// </summary>
    public void FailWhereNothingWasCompared()
    {
        if (_failures.Count > 0) return;

        if (_comparisons == 0) Fail("the case compares nothing");
        foreach (var part in golden.ExpectedParts.Where(part => !_compared.Contains(part)))
        {
            Fail($"kind '{golden.Kind}' has no part '{part}' to compare");
        }
    }

    /// <summary>Records a failure.</summary>
    public void Fail(string failure) => _failures.Add(failure);

    private string? NameOf(string part)
    {
        if (golden.Expected(part) is not { } name) return null;

        _compared.Add(part);
        _comparisons++;
        return name;
    }

    private ExpectedTensors Tensors => expected
        ?? throw new FgClipException(FgClipErrorKind.File, "expected.safetensors is missing", golden.Set.Folder);
}
