using System.Numerics.Tensors;
using FgClip.Checkpoints;
using FgClip.Imaging;
using SideBySide.Sides;

namespace SideBySide;

/// <summary>What <c>fgclip rank</c> answers, from libtorch: the peer of the first answer.</summary>
internal static class TorchRank
{
    public static int Run(string folder, string file, string[] captions)
    {
        using var checkpoint = Checkpoint.Open(folder);
        var patchSize = checkpoint.Config.Vision.PatchSize;
        var pixels = PictureReader.Read(file).Pixels;
        var budget = PatchBudget.Automatic(pixels.Width, pixels.Height, patchSize, checkpoint.Card.MaxPatches);
        var grid = PatchBudget.GridFor(pixels.Width, pixels.Height, budget, patchSize);
        var resized = PillowResampler.Resize(pixels, grid.Columns * patchSize, grid.Rows * patchSize, ResampleFilter.Bilinear);
        var patches = new float[grid.Count * checkpoint.Config.Vision.PatchLength];
        Patchifier.Patchify(resized, patchSize, [0.5f, 0.5f, 0.5f], [0.5f, 0.5f, 0.5f], patches);

        using var side = new TorchSide(folder, null);
        var image = side.Image(patches, grid);
        var texts = side.ShortTexts(captions);
        var width = texts.Length / captions.Length;
        for (var index = 0; index < captions.Length; index++)
        {
            var cosine = TensorPrimitives.CosineSimilarity<float>(image, texts.AsSpan(index * width, width));
            Console.WriteLine(FormattableString.Invariant($"{captions[index]}: {cosine:F6}"));
        }

        return 0;
    }
}
