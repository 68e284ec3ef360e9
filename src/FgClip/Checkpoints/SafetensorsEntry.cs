using System.Collections.Immutable;

namespace FgClip.Checkpoints;

/// <summary>One tensor as a safetensors header describes it; offsets count from the end of the header.</summary>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its dimensions, none negative; empty for a scalar.</param>
/// <param name="ElementCount">The product of the dimensions: 1 for a scalar.</param>
/// <param name="Begin">Offset of its first byte.</param>
/// <param name="End">Offset after its last byte, not below <paramref name="Begin"/>.</param>
internal sealed record SafetensorsEntry(
    string Name, SafetensorsType Type, ImmutableArray<long> Shape, long ElementCount, long Begin, long End);
