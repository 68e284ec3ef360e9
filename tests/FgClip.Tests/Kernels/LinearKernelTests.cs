using FgClip.Kernels;

namespace FgClip.Tests.Kernels;

public unsafe class LinearKernelTests
{
    /// <summary>Rows, inner elements and lanes: remainders of tiles, of blocks and of panels.</summary>
    public static TheoryData<string, int, int, int> Sizes
    {
        get
        {
            var data = new TheoryData<string, int, int, int>();
            (int, int, int)[] sizes = [(1, 1, 16), (2, 3, 64), (3, 7, 32), (4, 64, 48), (5, 129, 64), (6, 768, 16), (7, 1153, 64), (48, 3072, 64), (50, 96, 48)];
            foreach (var kind in KernelKinds.Names)
            {
                foreach (var (rows, inner, lanes) in sizes) data.Add(kind.Data, rows, inner, lanes);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_product_equals_the_plain_sums_whatever_becomes_of_it(string kind, int rows, int inner, int lanes)
    {
        var random = new Random((rows * 31) + inner);
        using PanelMemory weights = new(rows * inner, _ => random.NextSingle() - 0.5f), bias = new(rows, _ => random.NextSingle() - 0.5f);
        using var input = new PanelMemory(inner * Panel.Width, _ => random.NextSingle() - 0.5f);
        foreach (var use in Enum.GetValues<ProductUse>())
        {
            using var output = new PanelMemory(rows * Panel.Width, index => index % 10);
            var operands = new ProductOperands
            {
                Weights = weights.Start,
                Bias = bias.Start,
                Rows = rows,
                Inner = inner,
                Input = input.Start,
                Output = output.Start,
                Lanes = lanes,
                Use = use,
            };

            KernelKinds.Of(kind).Multiply(operands);

            for (var row = 0; row < rows; row++)
            {
                for (var lane = 0; lane < Panel.Width; lane++)
                {
                    var before = ((row * Panel.Width) + lane) % 10;
                    var sum = lane < lanes ? bias[row] + Enumerable.Range(0, inner).Sum(k => (double)weights[(row * inner) + k] * input[(k * Panel.Width) + lane]) : before;
                    var want = lane >= lanes ? before : use switch
                    {
                        ProductUse.Add => before + sum,
                        ProductUse.Gelu => 0.5 * sum * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (sum + (0.044715 * sum * sum * sum)))),
                        _ => sum,
                    };
                    Assert.Equal(want, output[(row * Panel.Width) + lane], 1e-6 * (inner + 10));
                }
            }

            output.AssertGuarded();
        }
    }

    [Theory]
    [MemberData(nameof(KernelKinds.Names), MemberType = typeof(KernelKinds))]
    public void Without_a_bias_the_product_is_the_result(string kind)
    {
        using PanelMemory weights = new(2, index => index + 1), input = new(Panel.Width, index => index), output = new(2 * Panel.Width, _ => 0);
        var operands = new ProductOperands
        {
            Weights = weights.Start,
            Rows = 2,
            Inner = 1,
            Input = input.Start,
            Output = output.Start,
            Lanes = Panel.Width,
        };

        KernelKinds.Of(kind).Multiply(operands);

        for (var lane = 0; lane < Panel.Width; lane++) Assert.Equal((lane, 2f * lane), (output[lane], output[Panel.Width + lane]));
    }
}
