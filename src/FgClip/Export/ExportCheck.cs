using System.Globalization;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Inference;
using FgClip.Inference.Jobs;
using FgClip.Model;
using FgClip.Model.FgClip1;
using FgClip.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace FgClip.Export;

/// <summary>
/// Loads every file of an export in a session of its own, made with nothing but the file's path, runs them one after the
/// other as another program would, and compares what comes out with what this library computes.
/// </summary>
internal sealed class ExportCheck(string folder, ModelFamily family, ModelPrecision precision, IReadOnlyList<ExportedGraph> graphs)
{
    /// <summary>Differences of rounding: the same nodes in the same engine, optimised with other information.</summary>
    private double Tolerance => precision == ModelPrecision.Float32 ? 1e-4 : 0.004;

    /// <summary>Runs it.</summary>
    /// <exception cref="FgClipException">A graph does not load, or computes something else.</exception>
    public async Task<IReadOnlyList<ExportedGraphReport>> RunAsync(IProgress<(string What, double Part)>? progress, CancellationToken cancellation)
    {
        if (precision == ModelPrecision.BFloat16) return [.. graphs.Select(graph => ReportOf(graph, Open(graph.File, progress, cancellation), null))];

        var errors = new Dictionary<string, double>();
        // One tower after the other: a processor that computes in 16 bits keeps each in memory twice.
        using (var sessions = NewSessions()) await CheckPictureAsync(sessions, errors, progress, cancellation).ConfigureAwait(false);
        using (var sessions = NewSessions())
        {
            foreach (var kind in Enum.GetValues<TextKind>()) await CheckTextAsync(sessions, kind, errors, progress, cancellation).ConfigureAwait(false);
        }

        return [.. graphs.Select(graph => ReportOf(graph, null, errors[graph.File]))];
    }

    private ModelSessions NewSessions() => new(family, new InferenceOptions { Precision = precision }, EngineDevice.Cpu);

    private static ExportedGraphReport ReportOf(ExportedGraph graph, string? outcome, double? error) => new(
        graph.File, graph.Model.Graph.Nodes.Count, graph.Model.Weights.Values.Sum(weight => weight.ByteCount), outcome, error);

    private async Task CheckPictureAsync(
        ModelSessions sessions, Dictionary<string, double> errors, IProgress<(string What, double Part)>? progress, CancellationToken cancellation)
    {
        // Two pictures at once, so that nothing holds for one alone.
        PixelBuffer[] pictures = [Ramp(80, 112, 3), Ramp(80, 112, 5)];
        var (budget, grid) = family.GridOf(80, 112, 128);
        var count = grid.Count + family.ExtraTokens;
        PictureJob[] jobs = [.. pictures.Select(picture => new PictureJob(
            family.PatchesOf(picture, budget), family.PositionsOf(grid), count, ImageParts.All, 1, new CallTicket(), cancellation))];
        new PictureRunner(sessions, family).Run(jobs, cancellation);
        PictureFeatures[] features = [await jobs[0].Result.ConfigureAwait(false), await jobs[1].Result.ConfigureAwait(false)];

        // The rows that are no patches come last, and a file takes the patches alone.
        float[] patches = [.. jobs.SelectMany(job => job.Patches.Take(grid.Count * family.PatchLength))];
        List<NamedValue> inputs = [NamedValue.Of(VisionTower.Patches, patches, [2, grid.Count, family.PatchLength])];
        if (family is not FirstFamily) inputs.Add(NamedValue.Of(PositionGraph.Grid, [grid.Rows, (long)grid.Columns], [2]));
        var hidden = Run(ExportGraphs.VisionTower, inputs, progress, cancellation);
        var state = NamedValue.Of(VisionTower.LastHiddenState, hidden, [2, count, family.Vision.HiddenSize]);
        var image = Run(ExportGraphs.ImageHead, [state], progress, cancellation);
        var dense = Run(ExportGraphs.DenseHead, [state], progress, cancellation);

        errors[ExportGraphs.ImageHead] = Compare(ExportGraphs.ImageHead, [.. features.SelectMany(feature => feature.Image!)], image);
        errors[ExportGraphs.DenseHead] = Compare(ExportGraphs.DenseHead, [.. features.SelectMany(feature => feature.Dense!)], dense);
        errors[ExportGraphs.VisionTower] = Math.Max(errors[ExportGraphs.ImageHead], errors[ExportGraphs.DenseHead]); // through both heads
    }

    private async Task CheckTextAsync(
        ModelSessions sessions, TextKind kind, Dictionary<string, double> errors, IProgress<(string What, double Part)>? progress, CancellationToken cancellation)
    {
        var (tables, width) = (family.TextTables, family.Text.HiddenSize);
        var length = family is FirstFamily ? Math.Min(9, tables.LengthOf(kind)) : tables.LengthOf(kind);
        int[][] texts = [Ids(7), Ids(1000)];
        TextJob[] jobs = [.. texts.Select(ids => new TextJob(ids, null, kind, 1, new CallTicket(), cancellation))];
        new TextRunner(sessions, family).Run(jobs, cancellation);
        float[] expected = [.. await jobs[0].Result.ConfigureAwait(false), .. await jobs[1].Result.ConfigureAwait(false)];

        var embedded = Run(
            ExportGraphs.TextEmbedding(kind), [NamedValue.Of(TokenEmbeddingGraph.Ids, [.. texts.SelectMany(ids => ids.Select(id => (long)id))], [2, length])], progress, cancellation);
        List<NamedValue> inputs = [NamedValue.Of(TextTower.Embeddings, embedded, [2, length, width])];
        if (family.MasksText) inputs.Add(NamedValue.Of(TextTower.AttentionMask, Enumerable.Repeat(1, 2 * length).ToArray(), [2, length]));
        var pooled = Run(ExportGraphs.TextTower, inputs, progress, cancellation);
        var feature = Run(ExportGraphs.TextHead(kind), [NamedValue.Of(TextHead.Pooled, pooled, [2, width])], progress, cancellation);

        var error = Compare(ExportGraphs.TextHead(kind), expected, feature);
        foreach (var file in new[] { ExportGraphs.TextEmbedding(kind), ExportGraphs.TextTower, ExportGraphs.TextHead(kind) })
        {
            errors[file] = Math.Max(errors.GetValueOrDefault(file), error);
        }

        int[] Ids(int step) => [.. Enumerable.Range(1, length).Select(place => (int)((long)place * step * 31 % tables.VocabSize))];
    }

    private float[] Run(string file, IReadOnlyList<NamedValue> inputs, IProgress<(string What, double Part)>? progress, CancellationToken cancellation) =>
        InSession(file, session =>
        {
            using var run = new RunOptions();
            OrtValue[] values = [.. inputs.Select(input => input.Value())];
            try
            {
                using var outputs = session.Run(run, [.. inputs.Select(input => input.Name)], values, session.OutputNames);
                return outputs[0].GetTensorDataAsSpan<float>().ToArray();
            }
            finally
            {
                foreach (var value in values) value.Dispose();
            }
        }, progress, cancellation);

    // The processor's engine has few bfloat16 kernels, and says so after it has taken the graph, its types and shapes for right.
    private string Open(string file, IProgress<(string What, double Part)>? progress, CancellationToken cancellation)
    {
        const string NotRun = "not run: the processor's engine has no bfloat16 kernels";
        try
        {
            return InSession(file, _ => $"loads; {NotRun}", progress, cancellation);
        }
        catch (FgClipException error) when (error.InnerException is OnnxRuntimeException { Message: var message }
            && message.Contains("Could not find an implementation for", StringComparison.Ordinal))
        {
            return $"well-formed; {NotRun}";
        }
    }

    // A file in a session of its own.
    private T InSession<T>(string file, Func<InferenceSession, T> use, IProgress<(string What, double Part)>? progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(($"checking {file}", 0));
        try
        {
            using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            using var session = new InferenceSession(Path.Combine(folder, file), options);
            CheckPorts(file, session);
            return use(session);
        }
        catch (OnnxRuntimeException error)
        {
            throw Wrong(file, error.Message.Trim(), error);
        }
    }

    // What export.json says of a file is what the engine reads in it.
    private void CheckPorts(string file, InferenceSession session)
    {
        var graph = graphs.First(one => one.File == file).Model.Graph;
        Check(graph.Inputs, session.InputMetadata);
        Check(graph.Outputs, session.OutputMetadata);

        void Check(IReadOnlyList<OnnxPort> ports, IReadOnlyDictionary<string, NodeMetadata> found)
        {
            var said = ports.Select(port => $"{port.Name}[{string.Join(',', port.Dimensions.Select(side => side.Length ?? -1))}]").Order(StringComparer.Ordinal);
            var read = found.Select(port => $"{port.Key}[{string.Join(',', port.Value.Dimensions)}]").Order(StringComparer.Ordinal);
            if (!said.SequenceEqual(read)) throw Wrong(file, $"its inputs or outputs are {string.Join(", ", read)}", null);
        }
    }

    private double Compare(string file, float[] want, float[] got)
    {
        if (want.Length != got.Length) throw Wrong(file, $"{got.Length} values where {want.Length} belong", null);

        double magnitude = 1, worst = 0;
        for (var at = 0; at < want.Length; at++)
        {
            magnitude = Math.Max(magnitude, Math.Abs(want[at]));
            worst = Math.Max(worst, float.IsFinite(got[at]) ? Math.Abs((double)want[at] - got[at]) : double.PositiveInfinity);
        }

        var error = worst / magnitude;
        return error <= Tolerance ? error : throw Wrong(file, string.Create(CultureInfo.InvariantCulture, $"an error of {error:0.0e-0}"), null);
    }

    private FgClipException Wrong(string file, string got, Exception? inner) => new(
        FgClipErrorKind.Device,
        $"{file} does not compute what the checkpoint does",
        expected: string.Create(CultureInfo.InvariantCulture, $"features within {Tolerance} of this library's"),
        got: got,
        remedy: "Please report it.",
        inner: inner);

    private static PixelBuffer Ramp(int width, int height, int step)
    {
        var pixels = new byte[width * height * 4];
        for (var at = 0; at < pixels.Length; at++) pixels[at] = (byte)(((at / 4 % width * step) + (at / 4 / width * 7) + (at % 4 * 50)) % 256);
        return new PixelBuffer(width, height, pixels);
    }
}
