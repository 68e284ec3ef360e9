using FgClip.Analysis;
using FgClip.Analysis.Instances;
using FgClip.Encoding;

namespace FgClip.Evaluation.Scenes.Calibrating;

/// <summary>Phrases that a scene shows and others that it does not, each with what was measured for it.</summary>
internal static class PresenceSamples
{
    /// <summary>What is measured for a phrase, as calibrations name it.</summary>
    public static IReadOnlyList<string> Names { get; } = ["cosine", "peak", "spread"];

    /// <summary>The samples of one picture in one language: its own phrases, and as many of other scenes that are not true of it.</summary>
    public static async Task<IReadOnlyList<Sample>> OfAsync(
        FgClipEncoder encoder, IReadOnlyList<Scene> scenes, int index, EncodedImage image, string language, CancellationToken cancellation)
    {
        var scene = scenes[index];
        string[] present = [.. scene.Objects.Select(thing => thing.Phrase(language)).Distinct()];
        string[] absent = [.. Enumerable.Range(1, scenes.Count - 1)
            .SelectMany(step => scenes[(index + step) % scenes.Count].Objects)
            .Where(thing => !scene.Objects.Any(own => own.NameEn == thing.NameEn && (thing.Color is null || own.Color == thing.Color)))
            .Select(thing => thing.Phrase(language))
            .Distinct()
            .Take(present.Length)];
        string[] phrases = [.. present, .. absent];
        var texts = await encoder.EncodeTextsAsync(phrases, TextKind.Box, cancellation).ConfigureAwait(false);
        var samples = new List<Sample>();
        for (var phrase = 0; phrase < phrases.Length; phrase++)
        {
            PhraseLocator.Places(image.Dense, texts[phrase], PhraseMaps.Of(image.Dense, texts[phrase]), out var reading);
            if (reading is { } read) samples.Add(new Sample(index, "presence", [read.Cosine, read.Peak, read.Spread], phrase < present.Length));
        }

        return samples;
    }
}
