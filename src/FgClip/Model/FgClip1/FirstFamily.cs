using FgClip.Checkpoints;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Tokenization;
using FgClip.Tokenization.Clip;

namespace FgClip.Model.FgClip1;

/// <summary>FG-CLIP's first version.</summary>
internal sealed class FirstFamily : ModelFamily
{
    private readonly FgClip1Config _config;
    private readonly PatchGrid _grid;
    private readonly Lazy<float[]> _positions;

    public FirstFamily(Checkpoint checkpoint)
        : base(checkpoint)
    {
        _config = checkpoint.FirstConfig;
        _grid = new PatchGrid(_config.Vision.GridSide, _config.Vision.GridSide);
        _positions = new Lazy<float[]>(() => ClassPositions.Read(_config.Vision, checkpoint.Tensors));
        Vision = TowerShape.Of(_config.Vision);
        Text = TowerShape.Of(_config.Text);
        var text = _config.Text;
        TextTables = new TextTables(text.VocabSize, text.HiddenSize, text.MaxPositionEmbeddings, text.LongtextLen, FgClip1TextConfig.KeepLen);
        Scoring = new PairScoring(MathF.Exp(Scalar("logit_scale")), 0) { HasProbability = false };
    }

    public override TowerShape Vision { get; }

    public override TowerShape Text { get; }

    public override int PatchLength => _config.Vision.PatchLength;

    public override int ImageWidth => _config.ProjectionDim;

    public override TextTables TextTables { get; }

    public override PairScoring Scoring { get; }

    public override bool MasksText => false;

    public override bool RunsInBlocks => false;

    public override Lazy<float[]>? Probe => null;

    /// <summary>The class token.</summary>
    public override int ExtraTokens => 1;

    public override IEnumerable<string> Notes =>
    [
        $"{Checkpoint.Card.Name} is of FG-CLIP's first version: it knows English only, its scores compare candidates and are no probabilities, "
            + $"and it sees every picture as a square of {_config.Vision.ImageSize}×{_config.Vision.ImageSize} pixels, whatever max_patches says.",
    ];

    public override int TextWidth(TextKind kind) => _config.ProjectionDim;

    /// <summary>Always the same square; a budget means nothing.</summary>
    public override (int Budget, PatchGrid Grid) GridOf(int width, int height, int? maxPatches) => (_grid.Count, _grid);

    // Pillow's default filter, with which the official code makes its square.
    public override PixelBuffer Resize(PixelBuffer pixels, PatchGrid grid) =>
        PillowResampler.Resize(pixels, _config.Vision.ImageSize, _config.Vision.ImageSize, Checkpoint.Preprocessor.Resample);

    public override float[] PatchesOf(PixelBuffer pixels, int budget)
    {
        var interleaved = GC.AllocateUninitializedArray<float>(_grid.Count * PatchLength);
        Patchifier.Patchify(Resize(pixels, _grid), _config.Vision.PatchSize, Pixels.Mean, Pixels.Std, interleaved);

        var planar = new float[(_grid.Count + 1) * PatchLength]; // the class token's row stays zero
        for (var start = 0; start < interleaved.Length; start += PatchLength)
        {
            // [p,p,3] → [3,p,p], as the weights of the convolution lie
            var from = interleaved.AsSpan(start, PatchLength);
            var to = planar.AsSpan(start, PatchLength);
            var plane = PatchLength / 3;
            for (int pixel = 0, at = 0; pixel < plane; pixel++, at += 3)
            {
                to[pixel] = from[at];
                to[plane + pixel] = from[at + 1];
                to[(2 * plane) + pixel] = from[at + 2];
            }
        }

        return planar;
    }

    public override float[] PositionsOf(PatchGrid grid) => _positions.Value;

    public override ITextTokenizer OpenTokenizer()
    {
        var tokenizer = ClipTokenizerReader.FromFolder(Checkpoint.Folder);
        // Otherwise every text would get the feature of its first token, without a word.
        if (tokenizer.EncodeUnpadded("")[^1] is var end && end == _config.Text.EosTokenId) return tokenizer;

        throw new FgClipException(
            FgClipErrorKind.Checkpoint,
            "the tokenizer's end token is not the one of config.json",
            Checkpoint.Folder,
            $"text_config.eos_token_id {_config.Text.EosTokenId}",
            $"{end}",
            "Take config.json and the tokenizer's files from the same checkpoint.");
    }

    public override string Prepare(string caption) => caption;

    /// <summary>
    /// Up to the first end token, whose state is the feature: no token sees those after it. Without one the official code
    /// takes the first token's.
    /// </summary>
    public override int[] Deciding(int[] ids)
    {
        var end = ids.AsSpan().IndexOf(_config.Text.EosTokenId);
        return end < 0 ? ids[..1] : ids[..(end + 1)];
    }

    public override ModelGraph BuildVisionTower(GraphOptions options) => FirstVisionTower.Build(_config.Vision, Checkpoint.Tensors, options);

    public override ModelGraph BuildImageHead(GraphOptions options) => FirstVisionHeads.BuildImage(_config, Checkpoint.Tensors, options);

    public override ModelGraph BuildDenseHead(GraphOptions options) => FirstVisionHeads.BuildDense(_config, Checkpoint.Tensors, options);

    public override ModelGraph BuildTextHead(TextKind kind, GraphOptions options) => FirstTextHead.Build(_config, Checkpoint.Tensors, kind, options);
}
