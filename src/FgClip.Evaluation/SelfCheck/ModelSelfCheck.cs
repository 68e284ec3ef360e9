using System.Diagnostics;
using System.Globalization;
using FgClip.Checkpoints;
using FgClip.Checkpoints.Hub;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Inference;

namespace FgClip.Evaluation.SelfCheck;

/// <summary>
/// Checks a checkpoint on the user's own machine, where no goldens of it are: files against recorded hashes, all tensors
/// accounted for, finite features, batches equal to single items, known relations, and published values where there are any.
/// </summary>
public sealed class ModelSelfCheck(SelfCheckOptions options)
{
    /// <summary>Runs every step; what cannot run is named, and nothing stops at the first failure but a checkpoint that does not open.</summary>
    /// <param name="progress">Gets the name of each step as it starts.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="FgClipException">The folder does not exist, or the picture cannot be read.</exception>
    public async Task<SelfCheckReport> RunAsync(IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        var folder = CheckpointFolder.Resolve(options.Folder);
        var own = options.Picture is { } path ? PictureReader.Read(path) : null;
        var steps = new StepRunner(progress);
        await steps.RunAsync("files", () => Task.FromResult(SnapshotFiles.Check(folder, cancellation))).ConfigureAwait(false);

        FgClipEncoder? encoder = null;
        try
        {
            var isOpen = await steps.RunAsync("tensors", () =>
            {
                // Without caches: what was remembered would agree with itself.
                encoder = FgClipEncoder.Open(folder, options.Inference with { TextCacheBytes = 0, PictureCacheBytes = 0 });
                return Task.FromResult(Tensors(encoder.Checkpoint));
            }).ConfigureAwait(false);
            if (isOpen) await RunFeaturesAsync(encoder!, own, steps, cancellation).ConfigureAwait(false);
            return new SelfCheckReport(
                encoder?.Checkpoint.Card.Name ?? CheckpointCard.DefaultName(folder),
                encoder?.Checkpoint.Architecture.ToString().ToLowerInvariant(),
                HubRevision.IsCommit(Path.GetFileName(folder)) ? Path.GetFileName(folder) : null,
                encoder?.Checkpoint.Hash,
                encoder is null ? null : $"{DeviceSelection.NameOf(encoder.Device)} in {PrecisionNames.NameOf(encoder.Precision)} ({encoder.DeviceReason})",
                MachineFacts.Here(),
                steps.Steps);
        }
        finally
        {
            encoder?.Dispose();
        }
    }

    private static async Task RunFeaturesAsync(FgClipEncoder encoder, Picture? own, StepRunner steps, CancellationToken cancellation)
    {
        var features = new FeatureSteps(encoder, own ?? SampleScene.Read(), cancellation);
        await steps.RunAsync("load", async () =>
        {
            await encoder.LoadAsync(cancellation).ConfigureAwait(false);
            using var process = Process.GetCurrentProcess();
            return (SelfCheckOutcome.Passed, string.Create(CultureInfo.InvariantCulture, $"every part loaded; {process.WorkingSet64 / 1_000_000} MB of memory in use"));
        }).ConfigureAwait(false);
        await steps.RunAsync("picture features", features.PictureAsync).ConfigureAwait(false);
        await steps.RunAsync("text features", features.TextsAsync).ConfigureAwait(false);
        await steps.RunAsync("batches", features.BatchAsync).ConfigureAwait(false);
        await steps.RunAsync("relations", features.RelationsAsync).ConfigureAwait(false);
        await steps.RunAsync("published values", () => PublishedAsync(encoder, own, cancellation)).ConfigureAwait(false);
    }

    private static async Task<(SelfCheckOutcome Outcome, string Detail)> PublishedAsync(FgClipEncoder encoder, Picture? own, CancellationToken cancellation)
    {
        if (encoder.Checkpoint.Architecture != CheckpointArchitecture.FgClip2)
        {
            return (SelfCheckOutcome.Skipped, "none are known for FG-CLIP's first version");
        }

        var config = encoder.Checkpoint.Config;
        if ((config.Text.VocabSize, config.Text.HiddenSize, config.Vision.HiddenSize, config.Vision.NumHiddenLayers) != (256000, 768, 768, 12))
        {
            return (SelfCheckOutcome.Skipped, "none are known for a checkpoint of this shape");
        }

        var values = PublishedValues.OfBase();
        return own is null
            ? (SelfCheckOutcome.Skipped, $"they are for COCO's {values.Picture} (val2017): give it with --picture")
            : await new PublishedStep(encoder, own, values, cancellation).RunAsync().ConfigureAwait(false);
    }

    private static (SelfCheckOutcome Outcome, string Detail) Tensors(Checkpoint checkpoint)
    {
        var (names, files) = (checkpoint.Tensors.Names, checkpoint.Tensors.Files);
        var types = names.Select(name => checkpoint.Tensors.TryGet(name, out var tensor) ? tensor.Type.FormatName() : "")
            .GroupBy(type => type).Select(group => $"{group.Count()} {group.Key}");
        var detail = $"{names.Count} tensors ({string.Join(", ", types)}) in {files.Count} {(files.Count == 1 ? "file" : "files")}: none missing, none misshapen";
        // A warning names the folder first, which is nobody else's business.
        string[] oddities = [.. checkpoint.Warnings.Select(warning => warning.Replace(checkpoint.Folder, "the checkpoint", StringComparison.Ordinal))];
        return oddities.Length == 0
            ? (SelfCheckOutcome.Passed, $"{detail}, none unused")
            : (SelfCheckOutcome.Noted, $"{detail}; {string.Join(" ", oddities)}");
    }
}
