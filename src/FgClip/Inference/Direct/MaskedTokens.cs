using System.Runtime.InteropServices;

namespace FgClip.Inference.Direct;

/// <summary>Which tokens of each sequence are keys: memory that kernels read.</summary>
internal sealed unsafe class MaskedTokens : IDisposable
{
    private readonly int _tokens;
    private int* _mask;

    /// <param name="sequences">How many.</param>
    /// <param name="tokens">Tokens of each.</param>
    public MaskedTokens(int sequences, int tokens)
    {
        _tokens = tokens;
        _mask = (int*)NativeMemory.Alloc((nuint)(sequences * tokens), sizeof(int));
        new Span<int>(_mask, sequences * tokens).Fill(1);
    }

    /// <summary>A number a token of a sequence; 0 for those that are no keys.</summary>
    public int* Of(int sequence) => _mask + (sequence * _tokens);

    /// <summary>Sets those of a sequence.</summary>
    public void Set(int sequence, ReadOnlySpan<int> mask) => mask.CopyTo(new Span<int>(Of(sequence), _tokens));

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(_mask);
        _mask = null;
    }
}
