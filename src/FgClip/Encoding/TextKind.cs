using System.Diagnostics.CodeAnalysis;

namespace FgClip.Encoding;

/// <summary>Which text head, and so which length, a text is encoded for.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "Short and long texts are the model's own terms.")]
public enum TextKind
{
    /// <summary>One sentence about the whole picture; compare with image features.</summary>
    Short,

    /// <summary>A phrase about a part of the picture; compare with region and dense features.</summary>
    Box,

    /// <summary>A paragraph about the whole picture; compare with image features.</summary>
    Long,
}
