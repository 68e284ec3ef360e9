using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Microsoft.ML.OnnxRuntime;

namespace FgClip.Evaluation.SelfCheck;

/// <summary>What a reader of a report must know of the machine: versions and processor, nothing that names anybody.</summary>
/// <param name="Fgclip">Version of this library.</param>
/// <param name="OnnxRuntime">Version of the engine.</param>
/// <param name="DotNet">Version of .NET.</param>
/// <param name="System">Operating system.</param>
/// <param name="Processor">Architecture.</param>
/// <param name="Cores">Logical cores that the process may use.</param>
/// <param name="Features">Instruction sets that .NET sees and computations use.</param>
/// <param name="MemoryBytes">Memory that the process may use.</param>
public sealed record MachineFacts(
    string Fgclip, string OnnxRuntime, string DotNet, string System, string Processor, int Cores, IReadOnlyList<string> Features, long MemoryBytes)
{
    /// <summary>Of this process.</summary>
    public static MachineFacts Here() => new(
        typeof(MachineFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown",
        OrtEnv.Instance().GetVersionString(),
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        Environment.ProcessorCount,
        [.. FeaturesHere()],
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    private static IEnumerable<string> FeaturesHere()
    {
        if (Avx2.IsSupported) yield return "avx2";
        if (Fma.IsSupported) yield return "fma";
        if (Avx512F.IsSupported) yield return "avx512f";
        if (Avx512BW.IsSupported) yield return "avx512bw";
        if (AvxVnni.IsSupported) yield return "avx_vnni";
        if (Avx10v1.IsSupported) yield return "avx10.1";
        if (AdvSimd.IsSupported) yield return "neon";
        if (Dp.IsSupported) yield return "dotprod";
    }
}
