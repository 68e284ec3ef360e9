using System.Runtime.InteropServices;
using FgClip.Checkpoints;
using FgClip.Imaging;
using FgClip.Tokenization;
using SideBySide.Torch;
using SideBySide.Works;
using static TorchSharp.torch;

namespace SideBySide.Sides;

/// <summary>The same checkpoint in libtorch.</summary>
internal sealed class TorchSide : ISide
{
    private readonly Checkpoint _checkpoint;
    private readonly Lazy<ITextTokenizer> _tokenizer;
    private readonly TorchEncoder _float32;
    private readonly Lazy<TorchEncoder> _bfloat16;

    public TorchSide(string folder, int? threads)
    {
        TorchLibrary.Prepare();
        if (threads is { } count) set_num_threads(count);
        _checkpoint = Checkpoint.Open(folder);
        _tokenizer = new(() => TokenizerReader.FromFolder(folder));
        _float32 = Encoder(ScalarType.Float32);
        _bfloat16 = new(() => Encoder(ScalarType.BFloat16));

        TorchEncoder Encoder(ScalarType type) => new(_checkpoint.Config, new TorchWeights(_checkpoint.Tensors, type));
    }

    // A small run of everything reads the weights.
    public void Load()
    {
        Prepare(Work.Image256 with { Length = 16 }, Form.Plain, 0)();
        Prepare(Work.Dense with { Length = 16 }, Form.Plain, 0)();
        Prepare(Work.ShortTexts with { Count = 1 }, Form.Plain, 0)();
    }

    public Func<float[]> Prepare(Work work, Form form, int seed)
    {
        var encoder = form == Form.Bfloat16 ? _bfloat16.Value : _float32;
        if (work.Kind == WorkKind.ShortTexts)
        {
            var texts = WorkInputs.Texts(work, seed);
            return () => Values(() => encoder.ShortTexts(Ids(texts, work.Length)));
        }

        var (patches, grid) = WorkInputs.Patches(work, form, _checkpoint, seed);
        long[] shape = [work.Count, grid.Count, _checkpoint.Config.Vision.PatchLength];
        return () => Values(() => Compute(encoder, tensor(patches, shape), grid, work, form));
    }

    public Action PrepareProduct(int rows, int inner, int columns)
    {
        var left = rand(rows, inner) - 0.5f;
        var right = rand(inner, columns) - 0.5f;
        return () => matmul(left, right).Dispose();
    }

    /// <summary>The image feature [H] of prepared patches [N,P].</summary>
    public float[] Image(float[] patches, PatchGrid grid) =>
        Values(() => Compute(_float32, tensor(patches, [1, grid.Count, patches.Length / grid.Count]), grid, Work.Image256, Form.Plain));

    /// <summary>Short text features [texts,D].</summary>
    public float[] ShortTexts(string[] texts) =>
        Values(() => _float32.ShortTexts(Ids(texts, _checkpoint.Config.Text.MaxPositionEmbeddings)));

    public void Dispose()
    {
        _float32.Dispose();
        if (_bfloat16.IsValueCreated) _bfloat16.Value.Dispose();
        _checkpoint.Dispose();
    }

    private static Tensor Compute(TorchEncoder encoder, Tensor patches, PatchGrid grid, Work work, Form form)
    {
        var mask = form == Form.Padded ? Pad(ref patches, work.Length) : null;
        var hidden = encoder.VisionTower(patches, grid, mask);
        return work.Kind == WorkKind.Dense ? encoder.DenseHead(hidden, mask) : encoder.ImageHead(hidden, mask?.narrow(2, 0, 1));
    }

    // [B,N,P] gets rows of zeros up to the budget, and a mask [B,1,budget,budget] to add to the scores, as Transformers makes it.
    private static Tensor Pad(ref Tensor patches, long budget)
    {
        long count = patches.shape[0], filled = patches.shape[1];
        patches = nn.functional.pad(patches, [0, 0, 0, budget - filled]);
        var row = zeros(count, 1, 1, budget);
        row.narrow(3, filled, budget - filled).fill_(float.MinValue);
        return row.expand(-1, -1, budget, -1).contiguous();
    }

    private Tensor Ids(string[] texts, int length) =>
        tensor([.. texts.SelectMany(text => _tokenizer.Value.Encode(PythonLowercase.ToLower(text), length).Ids.Select(id => (long)id))], [texts.Length, length]);

    private static float[] Values(Func<Tensor> compute)
    {
        using var noGradients = inference_mode(true);
        using var scope = NewDisposeScope();
        return MemoryMarshal.Cast<byte, float>(compute().to_type(ScalarType.Float32).contiguous().bytes).ToArray();
    }
}
