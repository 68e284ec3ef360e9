using FgClip.Encoding;
using FgClip.Mcp.Answers;

namespace FgClip.Mcp.Hosting;

/// <summary>An open encoder and what answers over it.</summary>
internal sealed class LoadedModel(FgClipEncoder encoder) : IDisposable
{
    public FgClipEncoder Encoder { get; } = encoder;

    public RankAnswers Rank { get; } = new(encoder);

    public LocateAnswers Locate { get; } = new(encoder);

    public CheckAnswers Check { get; } = new(encoder);

    public void Dispose() => Encoder.Dispose();
}
