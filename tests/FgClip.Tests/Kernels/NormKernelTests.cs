using FgClip.Kernels;

namespace FgClip.Tests.Kernels;

public unsafe class NormKernelTests
{
    [Theory]
    [MemberData(nameof(KernelKinds.Names), MemberType = typeof(KernelKinds))]
    public void Each_token_has_the_weighted_distance_from_its_mean(string kind)
    {
        foreach (var (rows, lanes, inPlace) in new[] { (1, 16, false), (3, 32, true), (96, 48, false), (770, 64, true) })
        {
            var random = new Random(rows);
            using PanelMemory weight = new(rows, _ => random.NextSingle() + 0.5f), bias = new(rows, _ => random.NextSingle() - 0.5f);
            using var input = new PanelMemory(rows * Panel.Width, index => 5 + random.NextSingle() + (index % 7));
            using var elsewhere = new PanelMemory(rows * Panel.Width, _ => 9);
            float[] given = [.. Enumerable.Range(0, rows * Panel.Width).Select(index => input[index])];
            var output = inPlace ? input : elsewhere;
            var operands = new NormOperands
            {
                Input = input.Start,
                Output = output.Start,
                Rows = rows,
                Weight = weight.Start,
                Bias = bias.Start,
                Epsilon = 1e-3f,
                Lanes = lanes,
            };

            KernelKinds.Of(kind).Normalize(operands);

            for (var lane = 0; lane < Panel.Width; lane++)
            {
                double[] token = [.. Enumerable.Range(0, rows).Select(row => (double)given[(row * Panel.Width) + lane])];
                var (mean, variance) = (token.Average(), token.Average(x => (x - token.Average()) * (x - token.Average())));
                for (var row = 0; row < rows; row++)
                {
                    var want = lane < lanes ? ((token[row] - mean) / Math.Sqrt(variance + 1e-3) * weight[row]) + bias[row] : inPlace ? token[row] : 9;
                    Assert.Equal(want, output[(row * Panel.Width) + lane], 2e-5);
                }
            }

            output.AssertGuarded();
        }
    }
}
