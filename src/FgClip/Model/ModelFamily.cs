using FgClip.Checkpoints;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Tokenization;

namespace FgClip.Model;

/// <summary>
/// What the model families do differently: all that encoder, runners and sessions ask of the model of a checkpoint.
/// Thread-safe; the checkpoint must outlive it.
/// </summary>
internal abstract class ModelFamily
{
    private readonly Lazy<TokenEmbedding> _embedding;

    protected ModelFamily(Checkpoint checkpoint)
    {
        Checkpoint = checkpoint;
        Pixels = new PixelNormalization(checkpoint.Preprocessor);
        _embedding = new Lazy<TokenEmbedding>(() => new TokenEmbedding(TextTables, checkpoint.Tensors));
    }

    /// <summary>The checkpoint.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>Sizes of the vision tower's layers.</summary>
    public abstract TowerShape Vision { get; }

    /// <summary>Sizes of the text tower's layers.</summary>
    public abstract TowerShape Text { get; }

    /// <summary>P: values in a patch.</summary>
    public abstract int PatchLength { get; }

    /// <summary>D: width of image, dense and region features.</summary>
    public abstract int ImageWidth { get; }

    /// <summary>Sizes of the token and position tables.</summary>
    public abstract TextTables TextTables { get; }

    /// <summary>How cosines become scores.</summary>
    public abstract PairScoring Scoring { get; }

    /// <summary>Whether padding of texts is masked in attention.</summary>
    public abstract bool MasksText { get; }

    /// <summary>Whether the vision tower can be computed in blocks, as large pictures need it.</summary>
    public abstract bool RunsInBlocks { get; }

    /// <summary>The learned query that the image head takes as an input [H]; null where it takes none.</summary>
    public abstract Lazy<float[]>? Probe { get; }

    /// <summary>Rows of a picture in the vision tower that are no patches; they come last.</summary>
    public abstract int ExtraTokens { get; }

    /// <summary>What users of such a checkpoint should know, one sentence each.</summary>
    public abstract IEnumerable<string> Notes { get; }

    /// <summary>Token and position embeddings.</summary>
    public TokenEmbedding Embedding => _embedding.Value;

    /// <summary>How bytes become the tower's numbers.</summary>
    protected PixelNormalization Pixels { get; }

    /// <summary>The family of a checkpoint.</summary>
    /// <exception cref="FgClipException">The checkpoint's files say what cannot be used.</exception>
    public static ModelFamily Of(Checkpoint checkpoint) => checkpoint.Architecture == CheckpointArchitecture.FgClip1
        ? new FgClip1.FirstFamily(checkpoint)
        : new SecondFamily(checkpoint);

    /// <summary>D of a kind of text.</summary>
    public abstract int TextWidth(TextKind kind);

    /// <summary>Budget and grid of a picture.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="maxPatches">The caller's budget, which not every family heeds; null for the family's own.</param>
    public abstract (int Budget, PatchGrid Grid) GridOf(int width, int height, int? maxPatches);

    /// <summary>The picture at the size of the grid.</summary>
    public abstract PixelBuffer Resize(PixelBuffer pixels, PatchGrid grid);

    /// <summary>The vision tower's patches [N + extra, P] of a picture with the budget that <see cref="GridOf"/> gave.</summary>
    public abstract float[] PatchesOf(PixelBuffer pixels, int budget);

    /// <summary>What is added to the embedded patches of a grid [N + extra, H]; shared, so not to be changed.</summary>
    public abstract float[] PositionsOf(PatchGrid grid);

    /// <summary>Makes the checkpoint's tokenizer.</summary>
    public abstract ITextTokenizer OpenTokenizer();

    /// <summary>A caption as the tokenizer wants it.</summary>
    public abstract string Prepare(string caption);

    /// <summary>The ids that decide the feature of a padded sequence, the one where it is taken last.</summary>
    public abstract int[] Deciding(int[] ids);

    public abstract ModelGraph BuildVisionTower(GraphOptions options);

    public abstract ModelGraph BuildImageHead(GraphOptions options);

    public abstract ModelGraph BuildDenseHead(GraphOptions options);

    public abstract ModelGraph BuildTextHead(TextKind kind, GraphOptions options);

    /// <summary>Token ids to the text tower's input, for those who run the graphs elsewhere.</summary>
    public ModelGraph BuildTextEmbedding(bool isLong, GraphOptions options) => TokenEmbeddingGraph.Build(TextTables, Checkpoint.Tensors, isLong, options);

    public ModelGraph BuildTextTower(GraphOptions options) => TextTower.Build(Text, Checkpoint.Tensors, MasksText, options);

    /// <summary>A number of the checkpoint that a score is made with.</summary>
    /// <exception cref="FgClipException">It is no number, or its exponential is none.</exception>
    protected float Scalar(string name, params ReadOnlySpan<long> shape)
    {
        Span<float> value = [0];
        Checkpoint.Tensors.Get(name, shape).CopyTo(value);
        return float.IsFinite(MathF.Exp(value[0])) && float.IsFinite(value[0])
            ? value[0]
            : throw new FgClipException(
                FgClipErrorKind.Checkpoint,
                $"{name} gives no usable score",
                Checkpoint.Folder,
                "a finite number",
                $"{value[0]}",
                "The weights are damaged: download them again.");
    }
}
