using FgClip.Checkpoints;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Tokenization;

namespace FgClip.Model;

/// <summary>FG-CLIP 2.</summary>
internal sealed class SecondFamily : ModelFamily
{
    private readonly FgClip2Config _config;
    private readonly Lazy<PositionTable> _positions;

    public SecondFamily(Checkpoint checkpoint)
        : base(checkpoint)
    {
        _config = checkpoint.Config;
        _positions = new Lazy<PositionTable>(() => new PositionTable(_config.Vision, checkpoint.Tensors));
        Vision = TowerShape.Of(_config.Vision);
        Text = TowerShape.Of(_config.Text);
        TextTables = new TextTables(
            _config.Text.VocabSize, _config.Text.HiddenSize, _config.Text.MaxPositionEmbeddings, _config.Text.LongtextLen, _config.Text.KeepLen);
        Scoring = new PairScoring(MathF.Exp(Scalar("logit_scale", 1)), Scalar("logit_bias", 1));
        MasksText = TokenizerConfig.FromFolder(checkpoint.Folder).UsesAttentionMask;
        Probe = new Lazy<float[]>(ReadProbe);
        Notes = [.. TokenizerNotes(checkpoint.Folder)];
    }

    public override TowerShape Vision { get; }

    public override TowerShape Text { get; }

    public override int PatchLength => _config.Vision.PatchLength;

    public override int ImageWidth => _config.Vision.HiddenSize;

    public override TextTables TextTables { get; }

    public override PairScoring Scoring { get; }

    public override bool MasksText { get; }

    public override bool RunsInBlocks => true;

    public override Lazy<float[]> Probe { get; }

    public override int ExtraTokens => 0;

    public override IEnumerable<string> Notes { get; }

    public override int TextWidth(TextKind kind) => TextHead.WidthOf(_config.Text, kind);

    public override (int Budget, PatchGrid Grid) GridOf(int width, int height, int? maxPatches)
    {
        var patchSize = _config.Vision.PatchSize;
        var budget = maxPatches ?? PatchBudget.Automatic(width, height, patchSize, Checkpoint.Card.MaxPatches);
        return (budget, PatchBudget.GridFor(width, height, budget, patchSize));
    }

    public override PixelBuffer Resize(PixelBuffer pixels, PatchGrid grid) => PillowResampler.Resize(
        pixels, grid.Columns * _config.Vision.PatchSize, grid.Rows * _config.Vision.PatchSize, Checkpoint.Preprocessor.Resample);

    public override float[] PatchesOf(PixelBuffer pixels, int budget) =>
        PatchPreparation.Prepare(pixels, budget, null, _config.Vision.PatchSize, Checkpoint.Preprocessor.Resample, Pixels.Mean, Pixels.Std).Patches;

    public override float[] PositionsOf(PatchGrid grid) => _positions.Value.For(grid);

    public override ITextTokenizer OpenTokenizer() => TokenizerReader.FromFolder(Checkpoint.Folder);

    // The official code lower-cases captions before the tokenizer sees them.
    public override string Prepare(string caption) => PythonLowercase.ToLower(caption);

    public override int[] Deciding(int[] ids) => ids;

    public override ModelGraph BuildVisionTower(GraphOptions options) => VisionTower.Build(_config.Vision, Checkpoint.Tensors, options);

    public override ModelGraph BuildImageHead(GraphOptions options) => AttentionPoolingHead.BuildImage(_config.Vision, Checkpoint.Tensors, options);

    public override ModelGraph BuildDenseHead(GraphOptions options) => AttentionPoolingHead.BuildDense(_config.Vision, Checkpoint.Tensors, options);

    public override ModelGraph BuildTextHead(TextKind kind, GraphOptions options) => TextHead.Build(_config.Text, Checkpoint.Tensors, kind, options);

    private float[] ReadProbe()
    {
        var probe = new float[_config.Vision.HiddenSize];
        Checkpoint.Tensors.Get(AttentionPoolingHead.ProbeKey, 1, 1, probe.Length).CopyTo(probe);
        return probe;
    }

    private static IEnumerable<string> TokenizerNotes(string folder)
    {
        string[] tokenizers = ["tokenizer.json", "tokenizer.model"];
        if (tokenizers.Any(file => File.Exists(Path.Combine(folder, file))) && !File.Exists(Path.Combine(folder, "tokenizer_config.json")))
        {
            yield return "The checkpoint has no tokenizer_config.json: the defaults of its tokenizer class (bos, no eos, padding on the left) "
                + "may not be those it was trained with. Download the file with the others.";
        }
    }
}
