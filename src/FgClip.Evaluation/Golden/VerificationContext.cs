using FgClip.Encoding;
using FgClip.Inference;
using FgClip.Tokenization;

namespace FgClip.Evaluation.Golden;

/// <summary>What the cases of one set run on.</summary>
internal sealed class VerificationContext(Func<FgClipEncoder> openEncoder, Func<ITextTokenizer> openTokenizer)
{
    private readonly Lazy<FgClipEncoder> _encoder = new(openEncoder);
    private readonly Lazy<ITextTokenizer> _tokenizer = new(openTokenizer);

    /// <summary>The set's checkpoint, opened when a case first needs it.</summary>
    public FgClipEncoder Encoder => _encoder.Value;

    /// <summary>The tokenizer of a token set.</summary>
    public ITextTokenizer Tokenizer => _tokenizer.Value;

    /// <summary>What computes the features: float32 until the checkpoint is opened.</summary>
    public ModelPrecision Precision => _encoder.IsValueCreated ? _encoder.Value.Precision : ModelPrecision.Float32;

    /// <summary>Closes what was opened.</summary>
    public void Close()
    {
        if (_encoder.IsValueCreated) _encoder.Value.Dispose();
    }
}
