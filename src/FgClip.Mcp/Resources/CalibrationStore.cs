using System.Text.Json;
using System.Text.Json.Nodes;
using FgClip.Analysis;
using FgClip.Encoding;
using FgClip.Mcp.Answers;

namespace FgClip.Mcp.Resources;

/// <summary>
/// Calibrations of the user's own, in the folder <c>calibrations</c> of the data folder, one a checkpoint's weights and
/// precision. One of them goes before what the checkpoint's card holds.
/// </summary>
internal static class CalibrationStore
{
    private const string Folder = "calibrations";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>How a checkpoint's readings are judged: as the user fitted it, else as its card says.</summary>
    /// <exception cref="FgClipException">The calibration cannot be read.</exception>
    public static AnalysisCalibration Of(FgClipEncoder encoder)
    {
        // A checkpoint's hash takes reading all of it, which is left out where there is nothing to find.
        var folder = Path.Combine(DataFolder.Find(), Folder);
        if (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder, "*.json").Any()) return AnalysisCalibration.Of(encoder.Checkpoint);

        var file = FileOf(encoder);
        if (!File.Exists(file)) return AnalysisCalibration.Of(encoder.Checkpoint);

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return AnalysisCalibration.Parse(document.RootElement, file);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new FgClipException(
                FgClipErrorKind.File, $"the calibration cannot be read: {error.Message.TrimEnd('.')}", file,
                remedy: "Delete it, or fit it anew with fgclip calibrate.", inner: error);
        }
    }

    /// <summary>Where the user's calibration of a checkpoint is kept; it need not exist.</summary>
    public static string FileOf(FgClipEncoder encoder) =>
        Path.Combine(DataFolder.Find(), Folder, $"{encoder.Checkpoint.Hash[..32]}-{ModelNotes.PrecisionOf(encoder)}.json");

    /// <summary>Keeps a calibration for the user; the file is whole or not there.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="FgClipException">The file cannot be written.</exception>
    public static string Keep(FgClipEncoder encoder, JsonObject calibration)
    {
        var file = FileOf(encoder);
        Write(file, calibration);
        return file;
    }

    /// <summary>Puts a calibration into the checkpoint's card; what else the card says stays.</summary>
    /// <returns>The card's file.</returns>
    /// <exception cref="FgClipException">The card cannot be read or written.</exception>
    public static string KeepInCard(FgClipEncoder encoder, JsonObject calibration)
    {
        var file = Path.Combine(encoder.Checkpoint.Folder, Checkpoints.CheckpointCard.FileName);
        var card = File.Exists(file) ? JsonNode.Parse(File.ReadAllBytes(file))!.AsObject() : [];
        card["calibration"] = calibration.DeepClone();
        Write(file, card);
        return file;
    }

    private static void Write(string file, JsonObject content)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var unfinished = file + ".new";
            File.WriteAllText(unfinished, content.ToJsonString(Indented) + "\n");
            File.Move(unfinished, file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FgClipException(
                FgClipErrorKind.File, $"the calibration cannot be written: {error.Message.TrimEnd('.')}", file,
                remedy: $"See that its folder can be written, or name another with {DataFolder.Variable}.", inner: error);
        }
    }
}
