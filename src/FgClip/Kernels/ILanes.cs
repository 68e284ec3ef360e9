namespace FgClip.Kernels;

/// <summary>
/// Several float32 numbers that the processor computes at once: a vector register. Kernels are written once over this and
/// compiled for each width; an implementation wraps one register and its methods one instruction each.
/// </summary>
/// <typeparam name="T">The implementation.</typeparam>
internal unsafe interface ILanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>Numbers in a register.</summary>
    static abstract int Count { get; }

    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    static abstract T operator *(T left, T right);

    static abstract T operator /(T left, T right);

    /// <summary>The same number in every lane.</summary>
    static abstract T Of(float value);

    /// <summary>The numbers from an address on, which need not be aligned.</summary>
    static abstract T Load(float* from);

    /// <summary>left · right + addend, rounded once.</summary>
    static abstract T MultiplyAdd(T left, T right, T addend);

    static abstract T Max(T left, T right);

    static abstract T Min(T left, T right);

    static abstract T Sqrt(T value);

    /// <summary>2ⁿ of whole numbers n from −126 to 127.</summary>
    static abstract T TwoTo(T exponent);

    /// <summary>Writes the numbers from an address on.</summary>
    void Store(float* to);
}
