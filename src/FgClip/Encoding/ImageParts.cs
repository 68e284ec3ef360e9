namespace FgClip.Encoding;

/// <summary>Which features of a picture to compute; each costs a head of its own after the shared tower.</summary>
[Flags]
public enum ImageParts
{
    /// <summary>One feature for the whole picture.</summary>
    Image = 1,

    /// <summary>One feature a patch, from which regions and heat maps follow.</summary>
    Dense = 2,

    /// <summary>Both.</summary>
    All = Image | Dense,
}
