namespace FgClip.Imaging.Formats;

/// <summary>A pixel of a <see cref="PixelBuffer"/> as one number, so that it is stored in one step.</summary>
internal static class PackedColor
{
    /// <summary>The number whose bytes in memory are R, G, B, 255.</summary>
    public static uint FromRgb(byte red, byte green, byte blue) => BitConverter.IsLittleEndian
        ? 0xFF000000u | ((uint)blue << 16) | ((uint)green << 8) | red
        : ((uint)red << 24) | ((uint)green << 16) | ((uint)blue << 8) | 0xFF;
}
