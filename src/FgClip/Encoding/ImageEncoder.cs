using System.Diagnostics;
using FgClip.Encoding.Caching;
using FgClip.Imaging;
using FgClip.Inference;
using FgClip.Inference.Jobs;
using FgClip.Inference.Timings;
using FgClip.Model;

namespace FgClip.Encoding;

/// <summary>
/// Pictures to features: looks them up, or prepares patches on the caller's side and lets the core compute the parts
/// that are missing. Thread-safe.
/// </summary>
internal sealed class ImageEncoder(
    ModelFamily family, IModelEngine engine, InferenceCore core, ModelWork work, long cacheBytes)
{
    /// <summary>Pictures of more work are computed in steps: about three seconds on two cores.</summary>
    private const double LargeWork = 4e11;

    private readonly PictureCache _cache = new(cacheBytes);
    private readonly SharedComputations<(PictureKey Key, ImageParts Parts, bool Limited), PictureFeatures> _underWay = new();

    public CacheStatus CacheStatus => _cache.Status;

    public async Task<EncodedImage> EncodeAsync(Picture picture, ImageEncodingOptions options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var (budget, grid) = family.GridOf(picture.Width, picture.Height, options.MaxPatches);
        var key = PictureKey.Of(picture, budget);

        var (known, missing) = _cache.Find(key, options.Parts);
        if (missing != 0) known = Merge(known, await ComputeAsync(picture, key, grid, missing, options, cancellation).ConfigureAwait(false));

        return new EncodedImage(
            budget,
            grid,
            options.Parts.HasFlag(ImageParts.Image) ? known.Image : null,
            options.Parts.HasFlag(ImageParts.Dense) ? new DenseFeatures(known.Dense!, grid, picture.Width, picture.Height) : null);
    }

    private static PictureFeatures Merge(PictureFeatures known, PictureFeatures computed) =>
        new(computed.Image ?? known.Image, computed.Dense ?? known.Dense);

    private Task<PictureFeatures> ComputeAsync(
        Picture picture, PictureKey key, PatchGrid grid, ImageParts parts, ImageEncodingOptions options, CancellationToken cancellation)
    {
        // Whoever computes all parts computes these too.
        var limited = options.TimeLimit is not null;
        var joined = _underWay.TryJoin((key, parts, limited), options.Progress, cancellation)
            ?? _underWay.TryJoin((key, ImageParts.All, limited), options.Progress, cancellation);
        if (joined is not null)
        {
            _cache.Joined();
            return joined;
        }

        _cache.Missed();
        var request = new PictureRequest(picture, key.Budget, grid, parts, work.Picture(TokensOf(grid), parts), options.TimeLimit);
        CheckTime(request);
        core.CheckRoom(TokensOf(grid) * (long)family.PatchLength * sizeof(float));
        return _underWay.JoinOrStart(
            (key, parts, limited),
            (progress, stop) => Task.Run(() => RunAsync(request, key, progress, stop), stop),
            options.Progress,
            cancellation);
    }

    private async Task<PictureFeatures> RunAsync(
        PictureRequest request, PictureKey key, IProgress<double> progress, CancellationToken cancellation)
    {
        var large = IsLarge(request);
        var loading = large ? Task.CompletedTask : Task.Run(() => engine.LoadVision(request.Parts), CancellationToken.None);
        var patches = Prepare(request);
        await loading.ConfigureAwait(false); // also where the call is cancelled: nothing may load unobserved
        cancellation.ThrowIfCancellationRequested();

        var features = await (large ? RunInSteps(request, patches, progress, cancellation) : RunAtOnce(request, patches, cancellation))
            .ConfigureAwait(false);
        var start = Stopwatch.GetTimestamp();
        _cache.Add(key, features);
        StageTimings.AddSince(Stage.Post, start);
        return features;
    }

    private Task<PictureFeatures> RunAtOnce(PictureRequest request, float[] patches, CancellationToken cancellation) =>
        core.RunAsync(new PictureJob(
            patches, family.PositionsOf(request.Grid), TokensOf(request.Grid), request.Parts, request.Work, new CallTicket(), cancellation));

    private Task<PictureFeatures> RunInSteps(
        PictureRequest request, float[] patches, IProgress<double> progress, CancellationToken cancellation)
    {
        var run = engine.LargePicture(patches, family.PositionsOf(request.Grid), request.Grid.Count, request.Parts);
        return core.RunAsync(new LargePictureJob(run, request.Work, Allowance(request), progress, new CallTicket(), cancellation));
    }

    private float[] Prepare(PictureRequest request)
    {
        var start = Stopwatch.GetTimestamp();
        var patches = family.PatchesOf(request.Picture.Pixels, request.Budget);
        StageTimings.AddSince(Stage.Resample, start);
        return patches;
    }

    private bool IsLarge(PictureRequest request) => engine.RunsInSteps && request.Work > LargeWork;

    // What runs in steps is refused by its own speed, if none of its kind ran before.
    private void CheckTime(PictureRequest request)
    {
        var kind = IsLarge(request) ? JobKind.LargePicture : JobKind.Picture;
        if (core.SpeedOf(kind).PerSecond is { } speed) Allowance(request)?.Check(request.Work, speed);
    }

    private TimeAllowance? Allowance(PictureRequest request) =>
        request.TimeLimit is { } limit ? new TimeAllowance(work, request.Parts, limit) : null;

    private int TokensOf(PatchGrid grid) => grid.Count + family.ExtraTokens;

    private sealed record PictureRequest(Picture Picture, int Budget, PatchGrid Grid, ImageParts Parts, double Work, TimeSpan? TimeLimit);
}
