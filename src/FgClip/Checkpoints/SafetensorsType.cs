namespace FgClip.Checkpoints;

/// <summary>The element types that the safetensors format knows; the names in a file are those of <c>dtype</c>.</summary>
public enum SafetensorsType
{
    /// <summary><c>BOOL</c>, one byte each.</summary>
    Bool,

    /// <summary><c>U8</c>.</summary>
    U8,

    /// <summary><c>I8</c>.</summary>
    I8,

    /// <summary><c>I16</c>.</summary>
    I16,

    /// <summary><c>U16</c>.</summary>
    U16,

    /// <summary><c>F16</c>: IEEE 754 binary16.</summary>
    F16,

    /// <summary><c>BF16</c>: the upper half of a binary32.</summary>
    BF16,

    /// <summary><c>I32</c>.</summary>
    I32,

    /// <summary><c>U32</c>.</summary>
    U32,

    /// <summary><c>F32</c>: IEEE 754 binary32.</summary>
    F32,

    /// <summary><c>F64</c>: IEEE 754 binary64.</summary>
    F64,

    /// <summary><c>I64</c>.</summary>
    I64,

    /// <summary><c>U64</c>.</summary>
    U64,

    /// <summary><c>C64</c>: two binary32, real part first.</summary>
    C64,

    /// <summary><c>F8_E4M3</c>.</summary>
    F8E4M3,

    /// <summary><c>F8_E5M2</c>.</summary>
    F8E5M2,

    /// <summary><c>F8_E4M3FNUZ</c>.</summary>
    F8E4M3Fnuz,

    /// <summary><c>F8_E5M2FNUZ</c>.</summary>
    F8E5M2Fnuz,

    /// <summary><c>F8_E8M0</c>: an exponent alone.</summary>
    F8E8M0,

    /// <summary><c>F6_E2M3</c>, packed: four elements in three bytes.</summary>
    F6E2M3,

    /// <summary><c>F6_E3M2</c>, packed: four elements in three bytes.</summary>
    F6E3M2,

    /// <summary><c>F4</c>, packed: two elements a byte.</summary>
    F4,
}
