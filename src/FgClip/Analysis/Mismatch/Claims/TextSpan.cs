namespace FgClip.Analysis.Mismatch.Claims;

/// <summary>A part of a caption, in UTF-16 units.</summary>
internal readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The first unit behind it.</summary>
    public int End => Start + Length;

    /// <summary>From the start of one to the end of another.</summary>
    public static TextSpan Between(int start, int end) => new(start, end - start);

    /// <summary>The part of the caption.</summary>
    public string Of(string caption) => caption.Substring(Start, Length);
}
