using System.Text.Json;
using FgClip.Checkpoints;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Inference;
using FgClip.Model;
using FgClip.Model.FgClip1;
using FgClip.Onnx;

namespace FgClip.Export;

/// <summary>Writes export.json: what a program needs to know to run the graphs.</summary>
internal static class ExportManifest
{
    /// <summary>Its name.</summary>
    public const string FileName = "export.json";

    public static byte[] Write(ModelFamily family, ModelPrecision precision, IReadOnlyList<ExportedGraph> graphs, WeightFile weights)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("format", 1);
            json.WriteString("model", family.Checkpoint.Card.Name);
            json.WriteString("hash", family.Checkpoint.Hash);
            json.WriteString("architecture", family.Checkpoint.Architecture.ToString().ToLowerInvariant());
            json.WriteString("precision", PrecisionNames.NameOf(precision));
            json.WriteString("weights", WeightFile.Name);
            json.WriteNumber("weights_bytes", weights.Length);
            json.WriteStartObject("opset");
            json.WriteNumber("ai.onnx", OnnxGraph.StandardOpset);
            json.WriteNumber(OnnxGraph.MicrosoftDomain, 1);
            json.WriteEndObject();
            WriteGraphs(json, graphs);
            WriteImage(json, family);
            WriteText(json, family);
            WriteScore(json, family.Scoring);
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static void WriteGraphs(Utf8JsonWriter json, IReadOnlyList<ExportedGraph> graphs)
    {
        json.WriteStartArray("graphs");
        foreach (var (file, model) in graphs)
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            WritePorts("inputs", model.Graph.Inputs);
            WritePorts("outputs", model.Graph.Outputs);
            json.WriteEndObject();
        }

        json.WriteEndArray();

        void WritePorts(string name, IReadOnlyList<OnnxPort> ports)
        {
            json.WriteStartArray(name);
            foreach (var port in ports)
            {
                json.WriteStartObject();
                json.WriteString("name", port.Name);
                json.WriteString("type", port.Type.Name());
                json.WriteStartArray("shape");
                foreach (var dimension in port.Dimensions)
                {
                    if (dimension.Length is { } length) json.WriteNumberValue(length);
                    else json.WriteStringValue(dimension.Symbol);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    private static void WriteImage(Utf8JsonWriter json, ModelFamily family)
    {
        var pixels = new PixelNormalization(family.Checkpoint.Preprocessor);
        var filter = family.Checkpoint.Preprocessor.Resample == ResampleFilter.Bicubic ? "bicubic" : "bilinear";
        json.WriteStartObject("image");
        if (family.Checkpoint.Architecture == CheckpointArchitecture.FgClip1)
        {
            var vision = family.Checkpoint.FirstConfig.Vision;
            json.WriteNumber("patch_size", vision.PatchSize);
            json.WriteNumber("image_size", vision.ImageSize);
            json.WriteString("resize", filter);
            json.WriteString("patch_order", "channel, row, column");
        }
        else
        {
            var vision = family.Checkpoint.Config.Vision;
            json.WriteNumber("patch_size", vision.PatchSize);
            json.WriteNull("image_size");
            json.WriteString("resize", filter);
            json.WriteString("patch_order", "row, column, channel");
        }

        WriteNumbers("mean", pixels.Mean);
        WriteNumbers("std", pixels.Std);
        json.WriteNumber("width", family.ImageWidth);
        json.WriteEndObject();

        void WriteNumbers(string name, float[] numbers)
        {
            json.WriteStartArray(name);
            foreach (var number in numbers) json.WriteNumberValue(number);
            json.WriteEndArray();
        }
    }

    private static void WriteText(Utf8JsonWriter json, ModelFamily family)
    {
        var isFirst = family is FirstFamily;
        json.WriteStartObject("text");
        json.WriteNumber("vocabulary", family.TextTables.VocabSize);
        json.WriteNumber("short_length", family.TextTables.ShortLength);
        json.WriteNumber("long_length", family.TextTables.LongLength);
        json.WriteBoolean("lower_case", !isFirst);
        // No token sees those after it, and the state at the last one is the feature.
        json.WriteString("ids", isFirst ? "up to and with the first end token" : "padded to the length");
        json.WriteBoolean("attention_mask", family.MasksText);
        json.WriteEndObject();
    }

    private static void WriteScore(Utf8JsonWriter json, PairScoring scoring)
    {
        json.WriteStartObject("score");
        json.WriteNumber("scale", scoring.Scale);
        json.WriteNumber("bias", scoring.Bias);
        json.WriteBoolean("sigmoid", scoring.HasProbability);
        json.WriteEndObject();
    }
}
