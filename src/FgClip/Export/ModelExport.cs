using System.Globalization;
using FgClip.Checkpoints;
using FgClip.Checkpoints.Hub;
using FgClip.Inference;
using FgClip.Model;

namespace FgClip.Export;

/// <summary>
/// Writes the graphs of a checkpoint as ONNX files for other programs: nine graphs, one file with their weights, export.json
/// with their inputs and outputs and what comes before and after them, and the checkpoint's config and tokenizer files.
/// </summary>
public static class ModelExport
{
    /// <summary>
    /// Writes an export, and loads and runs every graph of it in a session that knows nothing but the files. The folder
    /// appears when all of that succeeded.
    /// </summary>
    /// <param name="checkpointFolder">The checkpoint.</param>
    /// <param name="outFolder">A folder that does not exist or is empty.</param>
    /// <param name="precision">What matrix products are computed in; auto means float32.</param>
    /// <param name="progress">Told what is done now, and how far it is, 0 to 1.</param>
    /// <param name="cancellation">Ends the work; nothing is left behind.</param>
    /// <exception cref="FgClipException">
    /// The checkpoint cannot be used or exported, the folder holds something, the disk has no room, writing failed, or what was
    /// written does not compute what the checkpoint does.
    /// </exception>
    public static async Task<ModelExportReport> WriteAsync(
        string checkpointFolder,
        string outFolder,
        ModelPrecision precision = ModelPrecision.Auto,
        IProgress<(string What, double Part)>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(checkpointFolder);
        var target = CheckTarget(outFolder);
        precision = PrecisionNames.Resolve(precision, DeviceKind.Cpu);
        using var checkpoint = Checkpoint.Open(checkpointFolder);
        var family = ModelFamily.Of(checkpoint);
        var graphs = ExportGraphs.Of(family, PrecisionNames.TypeOf(precision));
        var weights = new WeightFile(graphs);
        var partial = $"{target}.{Guid.NewGuid():N}.partial";
        try
        {
            CheckRoom(target, weights.Length);
            Directory.CreateDirectory(partial);
            Write(partial, family, precision, graphs, weights, progress, cancellation);
            var checks = await new ExportCheck(partial, family, precision, graphs).RunAsync(progress, cancellation).ConfigureAwait(false);
            if (Directory.Exists(target)) Directory.Delete(target); // empty, as it was checked; fails if it no longer is
            Directory.Move(partial, target);
            return new ModelExportReport(target, checkpoint.Card.Name, precision, weights.Length, checks);
        }
        catch (Exception error) when (CheckpointFileReader.IsFileProblem(error))
        {
            throw new FgClipException(
                FgClipErrorKind.File, "the export cannot be written", outFolder, got: CheckpointFileReader.TrimEnd(error.Message), inner: error);
        }
        finally
        {
            if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
        }
    }

    private static void Write(
        string folder,
        ModelFamily family,
        ModelPrecision precision,
        IReadOnlyList<ExportedGraph> graphs,
        WeightFile weights,
        IProgress<(string What, double Part)>? progress,
        CancellationToken cancellation)
    {
        var written = progress is null ? null : new Share(part => progress.Report(("writing weights", part)));
        weights.Write(Path.Combine(folder, WeightFile.Name), written, cancellation);
        foreach (var (file, model) in graphs)
        {
            File.WriteAllBytes(Path.Combine(folder, file), model.Graph.ToModel(name => weights.PlaceOf(model.Weights[name])));
        }

        File.WriteAllBytes(Path.Combine(folder, ExportManifest.FileName), ExportManifest.Write(family, precision, graphs, weights));
        foreach (var name in HubFileSelection.Descriptions)
        {
            var from = Path.Combine(family.Checkpoint.Folder, name);
            if (File.Exists(from)) File.WriteAllBytes(Path.Combine(folder, name), File.ReadAllBytes(from)); // also where it is a link
        }
    }

    private static string CheckTarget(string outFolder)
    {
        if (string.IsNullOrWhiteSpace(outFolder))
        {
            throw new FgClipException(FgClipErrorKind.Argument, "no folder to write to is given", got: CheckpointError.Quote(outFolder ?? ""));
        }

        try
        {
            var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(outFolder));
            if (File.Exists(target)) throw new FgClipException(FgClipErrorKind.File, "is a file", outFolder, "a new or empty folder to write to");
            if (!Directory.Exists(target) || !Directory.EnumerateFileSystemEntries(target).Any()) return target;
        }
        catch (Exception error) when (CheckpointFileReader.IsFileProblem(error) || error is ArgumentException)
        {
            throw new FgClipException(FgClipErrorKind.File, "is no folder to write to", outFolder, got: CheckpointFileReader.TrimEnd(error.Message), inner: error);
        }

        throw new FgClipException(
            FgClipErrorKind.File, "the folder is not empty", outFolder, "a new or empty folder to write to", remedy: "Choose another folder, or delete this one.");
    }

    private static void CheckRoom(string target, long bytes)
    {
        if (DiskRoom.Free(target) is not { } free || free >= bytes) return;

        throw new FgClipException(
            FgClipErrorKind.File,
            "there is not enough room on the disk",
            target,
            string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB free"),
            string.Create(CultureInfo.InvariantCulture, $"{free / 1e6:0.0} MB"),
            "Choose a folder on another disk, or export with --precision float16, which halves it.");
    }

    private sealed class Share(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
