using FgClip.Imaging;

namespace FgClip.Mcp.Answers;

/// <summary>A picture to look at: whole, or a part of one whose answers are given in the whole picture's pixels.</summary>
/// <param name="Whole">The picture as read.</param>
/// <param name="Seen">What the model sees: the whole or the part.</param>
/// <param name="Left">X of the part's left edge in the whole picture.</param>
/// <param name="Top">Y of the part's top edge in the whole picture.</param>
internal sealed record SeenPicture(Picture Whole, Picture Seen, int Left, int Top)
{
    public static SeenPicture Of(Picture whole, BoxPixels? region)
    {
        if (region is not { } box) return new SeenPicture(whole, whole, 0, 0);

        var part = whole.Pixels.WholePixels(box);
        return new SeenPicture(whole, whole.Crop(part), (int)part.X1, (int)part.Y1);
    }

    /// <summary>A box of the part in pixels of the whole picture.</summary>
    public BoxPixels InWhole(BoxPixels box) => new(box.X1 + Left, box.Y1 + Top, box.X2 + Left, box.Y2 + Top);

    /// <summary>What a caller should know about how it was read.</summary>
    public IEnumerable<string> Warnings()
    {
        if (Whole.ExifIgnored)
        {
            yield return $"{Whole.Name}: its EXIF orientation {Whole.ExifOrientation} was ignored, as the official code does, "
                + "so it may lie on its side; orientation 'apply' turns it.";
        }
    }
}

/// <summary>A picture that is read when its turn comes, so that one unreadable picture does not spoil the others.</summary>
/// <param name="Source">How the caller named it.</param>
/// <param name="Read">Reads it.</param>
internal sealed record PictureToRead(string Source, Func<SeenPicture> Read);
