using SkiaSharp;

namespace FgClip.Evaluation.Scenes.Making.Drawing;

/// <summary>Draws planned scenes. Keeps the emoji it has drawn; not thread-safe.</summary>
/// <param name="font">Where the emoji come from; not disposed here.</param>
internal sealed class ScenePainter(EmojiFont font)
{
    private const int JpegQuality = 92;

    private readonly Dictionary<SceneThing, Sprite> _sprites = [];

    /// <summary>The scene as a JPEG file with colours at half resolution.</summary>
    /// <param name="plan">What to draw.</param>
    /// <param name="random">Decides the background's pattern.</param>
    public byte[] Draw(ScenePlan plan, SceneRandom random)
    {
        var pattern = BackgroundPattern.Draw(plan.Width, plan.Height, random);
        using var bitmap = new SKBitmap(new SKImageInfo(plan.Width, plan.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        for (var i = 0; i < pattern.Length; i++)
        {
            var (r, g, b) = plan.Background.Background;
            (pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 2], pixels[4 * i + 3]) =
                (Whole(r + pattern[i]), Whole(g + pattern[i]), Whole(b + pattern[i]), 255);
        }

        foreach (var thing in plan.Things) Blend(thing, pixels, plan.Width);
        using var whole = bitmap.PeekPixels();
        using var file = whole.Encode(new SKJpegEncoderOptions(JpegQuality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore))
            ?? throw new FgClipException(FgClipErrorKind.Picture, "scene cannot be encoded as JPEG");
        return file.ToArray();
    }

    private void Blend(PlacedThing thing, Span<byte> pixels, int width)
    {
        if (!_sprites.TryGetValue(thing.Thing, out var drawn)) drawn = _sprites[thing.Thing] = font.Draw(thing.Thing.CodePoint);
        var sprite = thing.Color is null ? drawn : drawn.Recolored(thing.Color);
        sprite = (thing.Mirrored ? sprite.Mirrored() : sprite).Scaled(thing.Side);
        for (var y = 0; y < thing.Side; y++)
        {
            for (var x = 0; x < thing.Side; x++)
            {
                var from = 4 * (y * thing.Side + x);
                var to = 4 * ((thing.Top + y) * width + thing.Left + x);
                var share = sprite.Pixels[from + 3] / 255;
                for (var channel = 0; channel < 3; channel++)
                {
                    pixels[to + channel] = Whole(sprite.Pixels[from + channel] * share + pixels[to + channel] * (1 - share));
                }
            }
        }
    }

    private static byte Whole(double value) => (byte)Math.Clamp(value, 0, 255);
}
