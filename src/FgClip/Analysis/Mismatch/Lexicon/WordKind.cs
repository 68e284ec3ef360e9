namespace FgClip.Analysis.Mismatch.Lexicon;

/// <summary>What a word of Words.tsv says.</summary>
internal enum WordKind
{
    Color,
    Size,
    Number,
    Position,
    Relation,
    Attribute,
}
