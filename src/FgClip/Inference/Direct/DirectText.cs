using FgClip.Encoding;
using FgClip.Inference.Jobs;
using FgClip.Kernels;
using FgClip.Model;

namespace FgClip.Inference.Direct;

/// <summary>The text tower and its heads. Its parts are made when first used; one caller at a time runs them.</summary>
internal sealed unsafe class DirectText : IDisposable
{
    private const string Name = "text tower";
    private const string Path = "text_model";

    private readonly ModelFamily _family;
    private readonly PanelOperations _operations;
    private readonly DirectWeights _weights;
    private readonly Lazy<(LayerWeights[] Layers, NormWeights Norm)> _tower;
    private readonly Lazy<LinearWeights>[] _heads;
    private readonly EncoderRun _run;
    private readonly int _width; // H

    public DirectText(ModelFamily family, PanelOperations operations, DirectWeights weights)
    {
        (_family, _operations, _weights, _width) = (family, operations, weights, family.Text.HiddenSize);
        _tower = new(() => (
            LayerWeights.AllOf(weights, Path, family.Text), weights.Norm($"{Path}.final_layer_norm", _width, family.Text.LayerNormEpsilon)));
        _heads = [.. Enum.GetValues<TextKind>().Select(kind => new Lazy<LinearWeights>(() => HeadOf(kind)))];
        _run = new EncoderRun(operations, family.Text);
    }

    /// <summary>The parts that are loaded.</summary>
    public IEnumerable<string> Loaded => [
        .. _tower.IsValueCreated ? [Name] : Array.Empty<string>(),
        .. Enum.GetValues<TextKind>().Where(kind => _heads[(int)kind].IsValueCreated).Select(kind => $"{kind} text head")];

    /// <summary>Finds the weights of what such texts need.</summary>
    /// <exception cref="FgClipException">A weight is missing or has another shape.</exception>
    public void Load(TextKind kind) => _ = (_tower.Value, _heads[(int)kind].Value);

    /// <summary>Computes texts of equal length.</summary>
    public void Run(IReadOnlyList<TextJob> batch, CancellationToken cancellation)
    {
        var (layers, norm) = _tower.Value;
        // A block must hold the last tokens of all texts too.
        _run.Begin(new TokenPanels(batch.Count, batch[0].Ids.Length), Math.Max(EncoderRun.DefaultBlock, Panel.CountOf(batch.Count)));
        using var mask = MaskOf(batch);
        Embed(batch, cancellation);
        foreach (var layer in layers[..^1]) _run.Layer(layer, mask, cancellation);

        // From here on a text is its last token.
        var texts = new TokenPanels(1, batch.Count);
        var lanes = texts.Lanes();
        using var states = new PanelBuffer(_width, texts.Count);
        RunLast(layers[^1], states, mask, lanes, cancellation);
        _operations.Normalize(norm, states, states, lanes, cancellation);
        foreach (var kind in batch.Select(job => job.Kind).Distinct().ToArray()) RunHead(batch, kind, states, lanes, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _run.Dispose();

    private LinearWeights HeadOf(TextKind kind) => _weights.Linear(
        kind switch
        {
            TextKind.Short => $"{Path}.head",
            TextKind.Box => "boxtext_head",
            TextKind.Long => "longtext_head",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        },
        _family.TextWidth(kind),
        _width);

    private void Embed(IReadOnlyList<TextJob> batch, CancellationToken cancellation) => _operations.ForEach(
        batch.Count,
        text =>
        {
            var job = batch[text];
            var embedded = new float[job.Ids.Length * _width]; // [T,H]
            _family.Embedding.Embed(job.Ids, job.Kind, embedded);
            var panels = _run.Panels;
            for (var panel = 0; panel < panels.PerSequence; panel++)
            {
                PanelLayout.ToPanel(
                    embedded.AsSpan(panel * Panel.Width * _width, panels.TokensIn(panel) * _width),
                    _width,
                    _run.States.At((text * panels.PerSequence) + panel));
            }
        },
        cancellation);

    // The last layer needs keys and values of every token, but query, projections and MLP of the last one alone.
    private void RunLast(LayerWeights layer, PanelBuffer states, MaskedTokens? mask, int[] lanes, CancellationToken cancellation)
    {
        using PanelBuffer normed = new(_width, lanes.Length), queries = new(_width, lanes.Length), mixed = new(_width, lanes.Length);
        _run.ProjectKeys(layer, cancellation);
        CopyLast(_run.States, states);
        CopyLast(_run.Normed, normed);
        _operations.Linear(layer.QueryProjection, normed, queries, lanes, ProductUse.Store, cancellation);
        AttendLast(queries, mixed, mask, cancellation);
        _operations.Linear(layer.OutProjection, mixed, states, lanes, ProductUse.Add, cancellation);
        _run.AddMlp(layer.LayerNorm2, layer.Mlp, states, lanes, cancellation);
    }

    // Each text's query meets its own keys; lanes beside it are computed along with it and dropped.
    private void AttendLast(PanelBuffer queries, PanelBuffer mixed, MaskedTokens? mask, CancellationToken cancellation)
    {
        int texts = _run.Panels.Sequences, heads = _family.Text.HeadCount, depth = _width / heads;
        using var outputs = new PanelBuffer(depth, texts * heads);
        _operations.Attend(
            texts * heads,
            (int piece, ref AttentionOperands operands) =>
            {
                var (text, head) = Math.DivRem(piece, heads);
                _run.SetSequence(ref operands, text, head, mask);
                operands.Queries = queries.At(text / Panel.Width, head * depth) + (text % Panel.Width / Panel.Granule * Panel.Granule);
                operands.Output = outputs.At(piece);
                operands.Lanes = Panel.Granule;
            },
            cancellation);
        for (var text = 0; text < texts; text++)
        {
            for (var row = 0; row < _width; row++)
            {
                mixed.At(text / Panel.Width, row)[text % Panel.Width] = outputs.At((text * heads) + (row / depth), row % depth)[text % Panel.Granule];
            }
        }
    }

    private void CopyLast(PanelBuffer from, PanelBuffer to)
    {
        var panels = _run.Panels;
        var lane = (panels.Tokens - 1) % Panel.Width;
        for (var text = 0; text < panels.Sequences; text++)
        {
            var last = ((text + 1) * panels.PerSequence) - 1;
            for (var row = 0; row < _width; row++) to.At(text / Panel.Width, row)[text % Panel.Width] = from.At(last, row)[lane];
        }
    }

    private void RunHead(IReadOnlyList<TextJob> batch, TextKind kind, PanelBuffer states, int[] lanes, CancellationToken cancellation)
    {
        var head = _heads[(int)kind].Value;
        using var features = new PanelBuffer(head.Rows, lanes.Length);
        _operations.Linear(head, states, features, lanes, ProductUse.Store, cancellation);
        for (var text = 0; text < batch.Count; text++)
        {
            if (batch[text].Kind != kind) continue;
            var feature = new float[head.Rows];
            for (var row = 0; row < feature.Length; row++) feature[row] = features.At(text / Panel.Width, row)[text % Panel.Width];
            batch[text].Complete(CheckedFeatures.Of(feature, $"{kind} text head", Name, states, new TokenPanels(1, batch.Count)));
        }
    }

    private MaskedTokens? MaskOf(IReadOnlyList<TextJob> batch)
    {
        if (!_family.MasksText || batch.All(job => job.Mask is null)) return null;

        var mask = new MaskedTokens(batch.Count, batch[0].Ids.Length);
        for (var text = 0; text < batch.Count; text++)
        {
            if (batch[text].Mask is { } given) mask.Set(text, given);
        }

        return mask;
    }
}
