using FgClip.Imaging;

namespace FgClip.Encoding.Caching;

/// <summary>What features of a picture depend on, beside the model: its pixels and the grid they become.</summary>
/// <param name="ContentHash">Of the encoded bytes, or of the region cut out of them.</param>
/// <param name="IsTurned">The pixels are turned as EXIF says; the hash tells nothing of it.</param>
/// <param name="Budget">The budget that was used; two budgets of one grid give one feature, but are told apart in answers.</param>
internal readonly record struct PictureKey(string ContentHash, bool IsTurned, int Budget)
{
    public static PictureKey Of(Picture picture, int budget) =>
        new(picture.ContentHash, picture.ExifOrientation != 1 && !picture.ExifIgnored, budget);
}
