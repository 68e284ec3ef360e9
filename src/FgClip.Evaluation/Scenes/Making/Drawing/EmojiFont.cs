using SkiaSharp;

namespace FgClip.Evaluation.Scenes.Making.Drawing;

/// <summary>The emoji font whose bitmaps scenes are made of. Not thread-safe; dispose it.</summary>
internal sealed class EmojiFont : IDisposable
{
    /// <summary>The size at which the bitmaps of Noto Color Emoji are stored: they are copied, not scaled.</summary>
    private const int StoredSize = 109;

    private const int CanvasSide = 192;
    private const int Margin = 24;

    // Where Debian and Ubuntu, Fedora, Arch and openSUSE put it.
    private static readonly string[] UsualPlaces =
    [
        "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf",
        "/usr/share/fonts/google-noto-color-emoji-fonts/NotoColorEmoji.ttf",
        "/usr/share/fonts/google-noto-emoji/NotoColorEmoji.ttf",
        "/usr/share/fonts/noto/NotoColorEmoji.ttf",
        "/usr/share/fonts/truetype/NotoColorEmoji.ttf",
    ];

    private readonly SKTypeface _typeface;
    private readonly SKFont _font;

    private EmojiFont(string path, SKTypeface typeface)
    {
        File = path;
        _typeface = typeface;
        _font = new SKFont(typeface, StoredSize);
    }

    /// <summary>The font's file.</summary>
    public string File { get; }

    /// <summary>The first of the usual places where the font lies; null where it lies in none.</summary>
    public static string? Find() => UsualPlaces.FirstOrDefault(System.IO.File.Exists);

    /// <summary>Opens the font.</summary>
    /// <param name="path">Its file; null looks in the usual places.</param>
    /// <exception cref="FgClipException">It is in none of them, or the file is no font with bitmaps of all things.</exception>
    public static EmojiFont Open(string? path = null)
    {
        const string Remedy = "Install Noto Color Emoji (Debian: apt-get install fonts-noto-color-emoji), or name its file with --font.";
        var file = path ?? Find() ?? throw new FgClipException(
            FgClipErrorKind.File, "Noto Color Emoji is not in the usual places", remedy: Remedy);
        if (!System.IO.File.Exists(file)) throw new FgClipException(FgClipErrorKind.File, "no such font file", file, remedy: Remedy);

        var typeface = SKTypeface.FromFile(file)
            ?? throw new FgClipException(FgClipErrorKind.File, "not a font", file, "NotoColorEmoji.ttf", remedy: Remedy);
        var font = new EmojiFont(file, typeface);
        try
        {
            foreach (var thing in SceneThing.All.Where(thing => font._font.GetGlyph(thing.CodePoint) == 0))
            {
                throw new FgClipException(
                    FgClipErrorKind.File, $"the font has no emoji U+{thing.CodePoint:X} ({thing.English})", file, "Noto Color Emoji", remedy: Remedy);
            }

            // A font of outlines would be drawn in black or not at all.
            if (!font.Draw(SceneThing.All[0].CodePoint).IsColored)
            {
                throw new FgClipException(
                    FgClipErrorKind.File, "the font has no colour bitmaps", file, "the bitmap edition of Noto Color Emoji", remedy: Remedy);
            }

            return font;
        }
        catch
        {
            font.Dispose();
            throw;
        }
    }

    /// <summary>An emoji as the font stores it, cut to what is not transparent and centred in a square.</summary>
    public Sprite Draw(int codePoint)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(CanvasSide, CanvasSide, SKColorType.Rgba8888, SKAlphaType.Premul));
        using (var canvas = new SKCanvas(bitmap))
        using (var paint = new SKPaint())
        using (var text = SKTextBlob.Create(char.ConvertFromUtf32(codePoint), _font))
        {
            canvas.Clear(SKColors.Transparent);
            canvas.DrawText(text, Margin, CanvasSide - 2 * Margin, paint);
        }

        return Sprite.CutFrom(bitmap.GetPixelSpan(), CanvasSide);
    }

    public void Dispose()
    {
        _font.Dispose();
        _typeface.Dispose();
    }
}
