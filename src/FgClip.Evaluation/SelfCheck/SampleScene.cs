using FgClip.Imaging;

namespace FgClip.Evaluation.SelfCheck;

/// <summary>The drawn sample picture, with captions that fit it and captions that do not.</summary>
internal static class SampleScene
{
    /// <summary>A green snake, pink scissors and a red bicycle on an orange background; 384×288.</summary>
    public static Picture Read()
    {
        using var stream = typeof(SampleScene).Assembly.GetManifestResourceStream("FgClip.sample.jpg")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return PictureReader.Decode(bytes.ToArray(), "sample picture");
    }

    public static string[] Fitting { get; } = ["a green snake", "a red bicycle", "pink scissors", "一条绿色的蛇"];

    public static string[] Unrelated { get; } = ["two dogs", "a yellow banana", "a blue boat", "一只白色的猫"];
}
