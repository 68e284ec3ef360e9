using System.Globalization;

namespace FgClip.Tests;

/// <summary>How many damaged files a test tries.</summary>
internal static class FuzzRuns
{
    /// <summary>FGCLIP_FUZZ_RUNS where it is set (10000 takes some ten minutes), else few.</summary>
    /// <param name="few">As many as take a second or two.</param>
    public static int Or(int few) =>
        int.TryParse(Environment.GetEnvironmentVariable("FGCLIP_FUZZ_RUNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var runs) ? runs : few;
}
