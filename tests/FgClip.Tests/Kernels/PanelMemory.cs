using System.Runtime.InteropServices;

namespace FgClip.Tests.Kernels;

/// <summary>Numbers at an address that does not move, with some behind them that nothing may touch.</summary>
internal sealed unsafe class PanelMemory : IDisposable
{
    private const int GuardLength = 256;
    private const float Guard = -12345.5f;

    private readonly int _length;

    public PanelMemory(int length, Func<int, float> value)
    {
        _length = length;
        // An odd multiple of four bytes, as weights in a file lie.
        Block = (float*)NativeMemory.AlignedAlloc((nuint)((length + GuardLength + 1) * sizeof(float)), 64);
        Start = Block + 1;
        for (var index = 0; index < length; index++) Start[index] = value(index);
        for (var index = 0; index < GuardLength; index++) Start[length + index] = Guard;
    }

    public float* Start { get; }

    private float* Block { get; }

    public float this[int index] => index >= 0 && index < _length ? Start[index] : throw new ArgumentOutOfRangeException(nameof(index));

    public void AssertGuarded()
    {
        for (var index = 0; index < GuardLength; index++) Assert.Equal(Guard, Start[_length + index]);
    }

    public void Dispose() => NativeMemory.AlignedFree(Block);
}
