using System.Runtime.Intrinsics;
using FgClip.Kernels;

namespace FgClip.Tests.Kernels;

/// <summary>The kernels that this processor can run, by name.</summary>
internal static class KernelKinds
{
    public static TheoryData<string> Names => [.. All().Select(kernels => kernels.Name)];

    public static PanelKernels Of(string name) => All().Single(kernels => kernels.Name == name);

    private static IEnumerable<PanelKernels> All()
    {
        if (PanelKernels.Best is null) yield break;
        yield return new LanePanelKernels<Lanes256>("AVX2");
        if (Vector512.IsHardwareAccelerated) yield return new LanePanelKernels<Lanes512>("AVX-512");
    }
}
