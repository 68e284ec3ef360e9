using System.Collections;
using SkiaSharp;

namespace FgClip.Rendering;

/// <summary>A font that the assembly carries (see Fonts/README.md). Lives as long as the process; thread-safe.</summary>
internal sealed class EmbeddedTypeface
{
    // Both fonts lie within the basic plane; one bit a character makes look-ups cheap and free of native calls.
    private const int Characters = 0x10000;

    private readonly BitArray _has = new(Characters);

    /// <summary>Loads the font.</summary>
    /// <param name="file">Its file name in the folder Fonts.</param>
    public EmbeddedTypeface(string file)
    {
        var name = $"{typeof(EmbeddedTypeface).Namespace}.Fonts.{file}";
        using var stream = typeof(EmbeddedTypeface).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"resource {name} is not in the assembly");
        Typeface = SKTypeface.FromStream(stream)
            ?? throw new InvalidOperationException($"resource {name} is not a font that SkiaSharp reads");
        using var font = new SKFont(Typeface);
        int[] codePoints = [.. Enumerable.Range(0, 0xD800), .. Enumerable.Range(0xE000, 0x2000)]; // no surrogates
        var glyphs = font.GetGlyphs(codePoints);
        for (var i = 0; i < glyphs.Length; i++) _has[codePoints[i]] = glyphs[i] != 0;
    }

    /// <summary>What SkiaSharp draws with.</summary>
    public SKTypeface Typeface { get; }

    /// <summary>Whether the font has a glyph for the character.</summary>
    public bool Has(int codePoint) => codePoint < Characters && _has[codePoint];
}
