using FgClip.Analysis;
using FgClip.Analysis.Mismatch;
using FgClip.Encoding;

namespace FgClip.Evaluation.Scenes.Meters;

/// <summary>
/// A scene whose picture is encoded. What several meters ask about it is computed once and timed. One scene, one thread.
/// </summary>
/// <param name="Scene">The labels.</param>
/// <param name="Index">Its place in the set.</param>
/// <param name="Image">The picture's features, all parts.</param>
/// <param name="Locator">Finds phrases.</param>
/// <param name="Detector">Finds mistakes.</param>
/// <param name="Oracle">What the detector is told.</param>
/// <param name="Clock">Gets how long each step took.</param>
internal sealed record ObservedScene(
    Scene Scene, int Index, EncodedImage Image, PhraseLocator Locator, MismatchDetector Detector, SceneOracle Oracle, StepClock Clock)
{
    private readonly Dictionary<string, LocatedPhrase> _located = [];
    private readonly Dictionary<(string Caption, string? Kind), MismatchReport> _checked = [];

    /// <summary>Where a phrase is.</summary>
    public async Task<LocatedPhrase> LocateAsync(string phrase, CancellationToken cancellation)
    {
        if (_located.TryGetValue(phrase, out var known)) return known;
        using (Clock.Time("locate_phrase"))
        {
            return _located[phrase] = (await Locator.LocateAsync(Image, [phrase], cancellation).ConfigureAwait(false))[0];
        }
    }

    /// <summary>What the detector says of a caption.</summary>
    /// <param name="caption">The caption.</param>
    /// <param name="kind">What its pair differs in, which the detector is told under <see cref="SceneOracle.Claims"/>; null for a text of no pair.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<MismatchReport> CheckAsync(string caption, string? kind, CancellationToken cancellation)
    {
        var key = (caption, Oracle.HasFlag(SceneOracle.Claims) ? kind : null);
        if (_checked.TryGetValue(key, out var known)) return known;
        using (Clock.Time("check_caption"))
        {
            return _checked[key] = Oracle == SceneOracle.None
                ? await Detector.CheckAsync(Image, caption, cancellation).ConfigureAwait(false)
                : await Detector.CheckAsync(
                    Image,
                    GivenClaims.Of(caption, key.Item2),
                    Oracle.HasFlag(SceneOracle.Boxes) ? [.. Scene.Objects.Select(thing => thing.Bounds)] : null,
                    cancellation).ConfigureAwait(false);
        }
    }
}
