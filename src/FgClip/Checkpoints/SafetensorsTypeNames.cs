namespace FgClip.Checkpoints;

/// <summary>How <see cref="SafetensorsType"/> is written in a header, and how many bits an element takes.</summary>
internal static class SafetensorsTypeNames
{
    private static readonly (SafetensorsType Type, string Name, int Bits)[] Table =
    [
        (SafetensorsType.Bool, "BOOL", 8),
        (SafetensorsType.U8, "U8", 8),
        (SafetensorsType.I8, "I8", 8),
        (SafetensorsType.I16, "I16", 16),
        (SafetensorsType.U16, "U16", 16),
        (SafetensorsType.F16, "F16", 16),
        (SafetensorsType.BF16, "BF16", 16),
        (SafetensorsType.I32, "I32", 32),
        (SafetensorsType.U32, "U32", 32),
        (SafetensorsType.F32, "F32", 32),
        (SafetensorsType.F64, "F64", 64),
        (SafetensorsType.I64, "I64", 64),
        (SafetensorsType.U64, "U64", 64),
        (SafetensorsType.C64, "C64", 64),
        (SafetensorsType.F8E4M3, "F8_E4M3", 8),
        (SafetensorsType.F8E5M2, "F8_E5M2", 8),
        (SafetensorsType.F8E4M3Fnuz, "F8_E4M3FNUZ", 8),
        (SafetensorsType.F8E5M2Fnuz, "F8_E5M2FNUZ", 8),
        (SafetensorsType.F8E8M0, "F8_E8M0", 8),
        (SafetensorsType.F6E2M3, "F6_E2M3", 6),
        (SafetensorsType.F6E3M2, "F6_E3M2", 6),
        (SafetensorsType.F4, "F4", 4),
    ];

    private static readonly Dictionary<string, SafetensorsType> ByName =
        Table.ToDictionary(row => row.Name, row => row.Type, StringComparer.Ordinal);

    private static readonly Dictionary<SafetensorsType, (string Name, int Bits)> ByType =
        Table.ToDictionary(row => row.Type, row => (row.Name, row.Bits));

    /// <summary>All names, for an error message.</summary>
    public static string All { get; } = string.Join(", ", Table.Select(row => row.Name));

    /// <summary>The type that <paramref name="name"/> stands for in a header.</summary>
    public static bool TryParse(string name, out SafetensorsType type) => ByName.TryGetValue(name, out type);

    /// <summary>The name in a header: <c>F8_E4M3</c>.</summary>
    public static string FormatName(this SafetensorsType type) => ByType[type].Name;

    /// <summary>Bits an element takes; below 8 the elements are packed without gaps.</summary>
    public static int BitsPerElement(this SafetensorsType type) => ByType[type].Bits;

    /// <summary>Whether <see cref="CheckpointTensor"/> can give the elements as float32.</summary>
    public static bool IsReadableAsFloat32(this SafetensorsType type) =>
        type is SafetensorsType.F32 or SafetensorsType.F16 or SafetensorsType.BF16;
}
