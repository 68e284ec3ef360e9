namespace FgClip.Imaging;

/// <summary>How pixels are weighted when a picture is resized.</summary>
public enum ResampleFilter
{
    /// <summary>A triangle over 2 source pixels, widened when the picture shrinks: what FG-CLIP 2 uses by default.</summary>
    Bilinear,

    /// <summary>A cubic (a = −0.5) over 4 source pixels, widened when the picture shrinks: Pillow's default, what FG-CLIP v1 uses.</summary>
    Bicubic,
}
