using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Tests.Encoding;

[assembly: AssemblyFixture(typeof(ScenesFixture))]

namespace FgClip.Tests.Encoding;

/// <summary>The embedded checkpoint and the sample picture, opened once for all tests.</summary>
public sealed class ScenesFixture : IDisposable
{
    public FgClipEncoder Encoder { get; } = FgClipEncoder.Open(TestData.ScenesModel);

    /// <summary>A green snake, pink scissors and a red bicycle on an orange background.</summary>
    public Picture Picture { get; } = PictureReader.Read(Path.Combine(TestData.Root, "samples", "scene.jpg"));

    public void Dispose() => Encoder.Dispose();
}
