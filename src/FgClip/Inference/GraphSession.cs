using System.Numerics.Tensors;
using FgClip.Model;
using Microsoft.ML.OnnxRuntime;

namespace FgClip.Inference;

/// <summary>One graph loaded into the engine; its weights must outlive it. Thread-safe.</summary>
internal sealed class GraphSession : IDisposable
{
    // The engine calls the processor's memory so.
    private const string ProcessorArena = "cpu:0";

    private readonly InferenceSession _session;
    private readonly List<OrtValue> _lent = [];
    private readonly SessionWeights? _ownWeights;
    private readonly EngineDevice _device;
    private readonly ModelPrecision _precision;

    /// <summary>A session by itself, with weights of its own.</summary>
    public GraphSession(ModelGraph model, InferenceOptions options, EngineDevice device)
        : this(model, options, device, new SessionWeights(), ownsWeights: true)
    {
    }

    /// <summary>A session whose weights <paramref name="weights"/> holds, which may serve others too.</summary>
    public GraphSession(ModelGraph model, InferenceOptions options, EngineDevice device, SessionWeights weights)
        : this(model, options, device, weights, ownsWeights: false)
    {
    }

    private GraphSession(ModelGraph model, InferenceOptions options, EngineDevice device, SessionWeights weights, bool ownsWeights)
    {
        Name = model.Name;
        _ownWeights = ownsWeights ? weights : null;
        _device = device;
        _precision = PrecisionNames.Resolve(options.Precision, device.Kind);
        using var sessionOptions = EngineEnvironment.NewSessionOptions(options);
        try
        {
            ExecutionProviders.Append(sessionOptions, device, _precision);
            AddWeights(sessionOptions, model, weights);
            var weightFile = RealPath(model.Weights.Values.First().Tensor.File);
            sessionOptions.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", Path.GetDirectoryName(weightFile)!);
            // It would fold weights that it was told to find in weightFile, where they are not.
            sessionOptions.AddSessionConfigEntry("optimization.disable_specified_optimizers", "ConstantFolding");
            sessionOptions.AddSessionConfigEntry("session.record_ep_graph_assignment_info", "1");
            if (!options.PackWeights) sessionOptions.AddSessionConfigEntry("session.disable_prepacking", "1");
            _session = new InferenceSession(model.Graph.ToModel(Path.GetFileName(weightFile)), sessionOptions);
            NodesByProvider = EngineApi.NodesByProvider(_session);
        }
        catch (Exception error)
        {
            _session?.Dispose();
            ReleaseWeights();
            if (!DeviceStart.IsRefusal(error)) throw;

            throw Refused(error);
        }
    }

    /// <summary>What the graph computes: <c>vision tower</c>.</summary>
    public string Name { get; }

    /// <summary>How many nodes of the graph, as the engine has optimised it, each execution provider runs; null where it does not tell.</summary>
    public IReadOnlyDictionary<string, int>? NodesByProvider { get; }

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

    /// <summary>Runs the graph and leaves its one output where the device computed it, for the next graph on the same device.</summary>
    /// <param name="inputs">Every input of the graph.</param>
    /// <param name="output">Name of the output.</param>
    /// <param name="outputShape">Its shape.</param>
    /// <param name="cancellation">Stops the run between two nodes.</param>
    /// <param name="shrink">See <see cref="Run(IReadOnlyList{GraphValue}, IReadOnlyList{GraphValue}, CancellationToken, bool)"/>.</param>
    public DeviceTensor RunAndKeep(
        IReadOnlyList<GraphValue> inputs, string output, long[] outputShape, CancellationToken cancellation, bool shrink = false)
    {
        if (_device.Memory is not { } memory) return new DeviceTensor(Run(inputs, output, outputShape, cancellation, shrink), outputShape);

        IDisposableReadOnlyCollection<OrtValue>? kept = null;
        void Bind(RunOptions run, OrtValue[] given)
        {
            using var binding = _session.CreateIoBinding();
            for (var index = 0; index < given.Length; index++) binding.BindInput(inputs[index].Name, given[index]);
            binding.BindOutputToDevice(output, memory);
            binding.SynchronizeBoundInputs();
            kept = _session.RunWithBoundResults(run, binding);
            binding.SynchronizeBoundOutputs();
        }

        Run(inputs, Bind, shrink, cancellation);
        return new DeviceTensor(kept![0], kept, outputShape);
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
        var wanted = new OrtValue[outputs.Count];
        try
        {
            for (var index = 0; index < wanted.Length; index++) wanted[index] = outputs[index].ToOrtValue();
            Run(inputs, Start, shrink, cancellation);
        }
        finally
        {
            for (var index = 0; index < wanted.Length; index++) outputs[index].Release(wanted[index]);
        }

        foreach (var output in outputs) CheckFinite(output.Floats!.Value.Span);

        void Start(RunOptions run, OrtValue[] given) => _session.Run(
            run, [.. inputs.Select(input => input.Name)], given, [.. outputs.Select(output => output.Name)], wanted);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        ReleaseWeights();
    }

    private void AddWeights(SessionOptions options, ModelGraph model, SessionWeights weights)
    {
        if (_device.Kind != DeviceKind.Cpu || _precision != ModelPrecision.Float32)
        {
            EngineApi.AddWeights(options, [.. model.Graph.Weights.Keys.Select(name => weights.Of(name, model.Weights[name]))]);
            return;
        }

        // The processor's kernels read these where they lie; of those that are added before the graph is looked at the
        // engine makes a copy. Nothing but the kernels may read them, so there is no device that compiles, and no cast to fold.
        foreach (var name in model.Graph.Weights.Keys)
        {
            var value = weights.ValueOf(model.Weights[name]);
            _lent.Add(value);
            options.AddInitializer(name, value);
        }
    }

    private void ReleaseWeights()
    {
        foreach (var value in _lent) value.Dispose();
        _lent.Clear();
        _ownWeights?.Dispose();
    }

    private void Run(IReadOnlyList<GraphValue> inputs, Action<RunOptions, OrtValue[]> start, bool shrink, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var given = new OrtValue[inputs.Count];
        try
        {
            for (var index = 0; index < given.Length; index++) given[index] = inputs[index].ToOrtValue();
            using var run = new RunOptions();
            if (shrink && _device.Kind == DeviceKind.Cpu) run.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", ProcessorArena);
            using var stop = cancellation.UnsafeRegister(static options => ((RunOptions)options!).Terminate = true, run);
            start(run, given);
        }
        catch (OnnxRuntimeException error)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new FgClipException(
                FgClipErrorKind.Device,
                $"the engine failed in the {Name}: {DeviceStart.InWords(error)}",
                remedy: "If memory ran out, use a smaller max_patches.",
                inner: error);
        }
        finally
        {
            for (var index = 0; index < given.Length; index++) inputs[index].Release(given[index]);
        }
    }

    private void CheckFinite(ReadOnlySpan<float> result)
    {
        if (!FiniteValues.All(result)) throw FiniteValues.Refusal(Name, _precision);
    }

    private FgClipException Refused(Exception error)
    {
        var (device, precision) = (DeviceSelection.NameOf(_device.Kind), PrecisionNames.NameOf(_precision));
        return new FgClipException(
            FgClipErrorKind.Device,
            $"the engine refused the {Name} on device '{device}' in {precision}: {DeviceStart.InWords(error)}",
            remedy: _precision == ModelPrecision.Float32
                ? "Try --device cpu; if it fails there too, please report it."
                : $"The device may have no kernels for {precision}: try --precision float32.",
            inner: error);
    }

    // Hugging Face's cache is a folder of symbolic links, and the engine refuses links that leave their folder.
    private static string RealPath(string path) =>
        Path.GetFullPath(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
}
