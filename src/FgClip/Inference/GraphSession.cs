using System.Numerics.Tensors;
using FgClip.Model;
using Microsoft.ML.OnnxRuntime;

namespace FgClip.Inference;

/// <summary>One graph loaded into the engine; its weights must outlive it. Thread-safe.</summary>
internal sealed class GraphSession : IDisposable
{
    // The engine calls the processor's memory so.
    private const string ProcessorArena = "cpu:0";

    private readonly string _name;
    private readonly InferenceSession _session;
    private readonly List<OrtValue> _values = [];
    private readonly SessionWeights? _ownWeights;
    private readonly bool _canShrink;

    /// <summary>A session by itself, with weights of its own.</summary>
    public GraphSession(ModelGraph model, InferenceOptions options, DeviceKind device)
        : this(model, options, device, new SessionWeights(), ownsWeights: true)
    {
    }

    /// <summary>A session whose weights <paramref name="weights"/> holds, which may serve others too.</summary>
    public GraphSession(ModelGraph model, InferenceOptions options, DeviceKind device, SessionWeights weights)
        : this(model, options, device, weights, ownsWeights: false)
    {
    }

    private GraphSession(ModelGraph model, InferenceOptions options, DeviceKind device, SessionWeights weights, bool ownsWeights)
    {
        _name = model.Name;
        _ownWeights = ownsWeights ? weights : null;
        _canShrink = device == DeviceKind.Cpu;
        using var sessionOptions = EngineEnvironment.NewSessionOptions(options);
        try
        {
            ExecutionProviders.Append(sessionOptions, device);
            foreach (var name in model.Graph.Weights.Keys)
            {
                var value = weights.ValueOf(model.Weights[name]);
                _values.Add(value);
                sessionOptions.AddInitializer(name, value);
            }

            var weightFile = RealPath(model.Weights.Values.First().Tensor.File);
            sessionOptions.AddSessionConfigEntry(
                "session.model_external_initializers_file_folder_path", Path.GetDirectoryName(weightFile)!);
            // It would fold weights that it was told to find in weightFile, where they are not.
            sessionOptions.AddSessionConfigEntry("optimization.disable_specified_optimizers", "ConstantFolding");
            if (!options.PackWeights) sessionOptions.AddSessionConfigEntry("session.disable_prepacking", "1");
            _session = new InferenceSession(model.Graph.ToModel(Path.GetFileName(weightFile)), sessionOptions);
        }
        catch (Exception error)
        {
            ReleaseWeights();
            if (error is not OnnxRuntimeException) throw;

            throw new FgClipException(
                FgClipErrorKind.Device,
                $"the engine refused the {_name} on device '{DeviceSelection.NameOf(device)}': {error.Message.Trim()}",
                remedy: "Try --device cpu; if it fails there too, please report it.",
                inner: error);
        }
    }

    /// <summary>Runs the graph for its one output.</summary>
    /// <param name="inputs">Every input of the graph.</param>
    /// <param name="output">Name of the output.</param>
    /// <param name="outputShape">Its shape, which the caller knows from its inputs.</param>
    /// <param name="cancellation">Stops the run between two nodes.</param>
    /// <param name="shrink">See <see cref="Run(IReadOnlyList{GraphValue}, IReadOnlyList{GraphValue}, CancellationToken, bool)"/>.</param>
    /// <returns>The output, row-major.</returns>
    public float[] Run(
        IReadOnlyList<GraphValue> inputs, string output, long[] outputShape, CancellationToken cancellation, bool shrink = false)
    {
        var result = GC.AllocateUninitializedArray<float>(checked((int)TensorPrimitives.Product<long>(outputShape)));
        Run(inputs, [GraphValue.Of(output, result, outputShape)], cancellation, shrink);
        return result;
    }

    /// <summary>Runs the graph and writes its outputs where they are wanted.</summary>
    /// <param name="inputs">Every input of the graph.</param>
    /// <param name="outputs">Every output of the graph, with room for its values.</param>
    /// <param name="cancellation">Stops the run between two nodes.</param>
    /// <param name="shrink">
    /// Gives the working memory of the run back to the system afterwards; otherwise the session keeps it for the next
    /// run. Worth its time after runs that need far more than most.
    /// </param>
    public void Run(
        IReadOnlyList<GraphValue> inputs, IReadOnlyList<GraphValue> outputs, CancellationToken cancellation, bool shrink = false)
    {
        cancellation.ThrowIfCancellationRequested();
        var (given, wanted) = (new OrtValue[inputs.Count], new OrtValue[outputs.Count]);
        try
        {
            for (var index = 0; index < given.Length; index++) given[index] = inputs[index].ToOrtValue();
            for (var index = 0; index < wanted.Length; index++) wanted[index] = outputs[index].ToOrtValue();
            using var run = new RunOptions();
            if (shrink && _canShrink) run.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", ProcessorArena);
            using var stop = cancellation.UnsafeRegister(static options => ((RunOptions)options!).Terminate = true, run);
            _session.Run(run, [.. inputs.Select(input => input.Name)], given, [.. outputs.Select(output => output.Name)], wanted);
        }
        catch (OnnxRuntimeException error)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new FgClipException(
                FgClipErrorKind.Device,
                $"the engine failed in the {_name}: {error.Message.Trim()}",
                remedy: "If memory ran out, use a smaller max_patches.",
                inner: error);
        }
        finally
        {
            foreach (var value in given) value?.Dispose();
            foreach (var value in wanted) value?.Dispose();
        }

        foreach (var output in outputs) CheckFinite(output.Floats!.Value.Span);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        ReleaseWeights();
    }

    // One NaN in the weights would turn every later comparison into nonsense without a word.
    private void CheckFinite(ReadOnlySpan<float> result)
    {
        // The sum of finite values may overflow; only then is each looked at.
        if (float.IsFinite(TensorPrimitives.SumOfMagnitudes(result)) || TensorPrimitives.IsFiniteAll(result)) return;

        throw new FgClipException(
            FgClipErrorKind.Checkpoint,
            $"the {_name} computed values that are no numbers",
            remedy: "The weights are damaged: download the checkpoint again.");
    }

    // Hugging Face's cache is a folder of symbolic links, and the engine refuses links that leave their folder.
    private static string RealPath(string path) =>
        Path.GetFullPath(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);

    private void ReleaseWeights()
    {
        foreach (var value in _values) value.Dispose();
        _values.Clear();
        _ownWeights?.Dispose();
    }
}
