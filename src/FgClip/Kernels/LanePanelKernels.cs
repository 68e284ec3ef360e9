namespace FgClip.Kernels;

/// <summary>The kernels for one kind of register.</summary>
/// <param name="name">What they run on.</param>
internal sealed class LanePanelKernels<TLanes>(string name) : PanelKernels
    where TLanes : struct, ILanes<TLanes>
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override void Multiply(in ProductOperands operands) => LinearKernel<TLanes>.Run(operands);

    /// <inheritdoc/>
    public override void Normalize(in NormOperands operands) => NormKernel<TLanes>.Run(operands);

    /// <inheritdoc/>
    public override void Attend(in AttentionOperands operands) => AttentionKernel<TLanes>.Run(operands);
}
