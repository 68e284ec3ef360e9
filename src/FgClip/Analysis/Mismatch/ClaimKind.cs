namespace FgClip.Analysis.Mismatch;

/// <summary>What a claim of a caption is about.</summary>
public enum ClaimKind
{
    /// <summary>Something is in the picture.</summary>
    Thing,

    /// <summary>A thing has a colour.</summary>
    Color,

    /// <summary>A thing has a material, a pattern, a shape or a state.</summary>
    Attribute,

    /// <summary>A thing is small or large within the picture.</summary>
    Size,

    /// <summary>How many there are.</summary>
    Count,

    /// <summary>Where in the picture a thing is.</summary>
    Position,

    /// <summary>Where a thing is, seen from another.</summary>
    Relation,

    /// <summary>What a thing does.</summary>
    Action,

    /// <summary>Which of two things has which attribute. The grammar does not make such claims: each attribute is
    /// checked on its own thing. Callers may.</summary>
    Binding,

    /// <summary>The colour of the background.</summary>
    Background,

    /// <summary>What the grammar does not understand.</summary>
    Other,
}
