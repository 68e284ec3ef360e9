namespace FgClip.Model;

/// <summary>Sizes of the text tower's tables.</summary>
/// <param name="VocabSize">Rows of the token table.</param>
/// <param name="Width">H.</param>
/// <param name="ShortLength">Positions of a short or box text.</param>
/// <param name="LongLength">Positions of a long text.</param>
/// <param name="KeepLength">First positions of a long text that use the original table.</param>
internal sealed record TextTables(int VocabSize, int Width, int ShortLength, int LongLength, int KeepLength)
{
    /// <summary>Longest sequence that a kind of text takes.</summary>
    public int LengthOf(Encoding.TextKind kind) => kind == Encoding.TextKind.Long ? LongLength : ShortLength;
}
