using FgClip.Kernels;

namespace FgClip.Tests.Kernels;

public unsafe class AttentionKernelTests
{
    /// <summary>Tokens, width of a head, lanes, and a mask: none, the first tokens hidden, every other, all.</summary>
    public static TheoryData<string, int, int, int, string> Cases
    {
        get
        {
            var data = new TheoryData<string, int, int, int, string>();
            (int, int, int, string)[] cases =
            [
                (1, 1, 16, "none"), (5, 24, 64, "none"), (64, 64, 64, "none"), (65, 64, 32, "none"), (127, 8, 48, "none"), (128, 72, 64, "none"), (300, 64, 64, "none"),
                (64, 64, 64, "first"), (200, 16, 16, "first"), (130, 64, 64, "every other"), (70, 8, 64, "all"),
            ];
            foreach (var kind in KernelKinds.Names)
            {
                foreach (var (tokens, depth, lanes, mask) in cases) data.Add(kind.Data, tokens, depth, lanes, mask);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Queries_get_the_mean_of_the_values_by_the_softmax_of_their_scores(string kind, int tokens, int depth, int lanes, string mask)
    {
        var random = new Random(tokens + depth);
        var panels = Panel.CountOf(tokens);
        var stride = 3 * depth * Panel.Width; // as if there were other heads before and after
        using PanelMemory keys = new(panels * stride, _ => (random.NextSingle() - 0.5f) * 4), values = new(panels * stride, _ => random.NextSingle() - 0.5f);
        using PanelMemory queries = new(depth * Panel.Width, _ => (random.NextSingle() - 0.5f) * 4), output = new(depth * Panel.Width, _ => 7);
        using var scratch = new PanelMemory(AttentionOperands.ScratchLength, _ => float.NaN);
        int[] seen = [.. Enumerable.Range(0, tokens).Select(token => mask switch
        {
            "first" => token < tokens / 2 ? 0 : 1,
            "every other" => token % 2,
            "all" => 0,
            _ => 1,
        })];
        fixed (int* seenStart = seen)
        {
            var operands = new AttentionOperands
            {
                Queries = queries.Start,
                Keys = keys.Start + (depth * Panel.Width),
                Values = values.Start + (depth * Panel.Width),
                PanelStride = stride,
                Tokens = tokens,
                Depth = depth,
                Scale = 0.3f,
                Mask = mask == "none" ? null : seenStart,
                Output = output.Start,
                Lanes = lanes,
                Scratch = scratch.Start,
            };
            KernelKinds.Of(kind).Attend(operands);
        }

        float Of(PanelMemory memory, int token, int d) => memory[(token / Panel.Width * stride) + ((depth + d) * Panel.Width) + (token % Panel.Width)];
        var counted = seen.Contains(1) ? seen : [.. seen.Select(_ => 1)];
        for (var lane = 0; lane < Panel.Width; lane++)
        {
            double[] scores = [.. Enumerable.Range(0, tokens).Select(token => seen.Contains(1)
                ? 0.3 * Enumerable.Range(0, depth).Sum(d => (double)Of(keys, token, d) * queries[(d * Panel.Width) + lane])
                : 0)];
            var most = scores.Where((_, token) => counted[token] != 0).Max();
            double[] weights = [.. scores.Select((score, token) => counted[token] != 0 ? Math.Exp(score - most) : 0)];
            for (var d = 0; d < depth; d++)
            {
                var want = lane < lanes ? Enumerable.Range(0, tokens).Sum(token => weights[token] * Of(values, token, d)) / weights.Sum() : 7;
                Assert.Equal(want, output[(d * Panel.Width) + lane], 5e-6);
            }
        }

        output.AssertGuarded();
        scratch.AssertGuarded();
    }

    [Theory]
    [MemberData(nameof(KernelKinds.Names), MemberType = typeof(KernelKinds))]
    public void What_is_no_number_is_not_hidden(string kind)
    {
        using PanelMemory keys = new(Panel.Width, index => index == 3 ? float.NaN : 1), values = new(Panel.Width, _ => 1);
        using PanelMemory queries = new(Panel.Width, _ => 1), output = new(Panel.Width, _ => 0), scratch = new(AttentionOperands.ScratchLength, _ => 0);
        var operands = new AttentionOperands
        {
            Queries = queries.Start,
            Keys = keys.Start,
            Values = values.Start,
            PanelStride = Panel.Width,
            Tokens = 10,
            Depth = 1,
            Scale = 1,
            Output = output.Start,
            Lanes = Panel.Width,
            Scratch = scratch.Start,
        };

        KernelKinds.Of(kind).Attend(operands);

        for (var lane = 0; lane < Panel.Width; lane++) Assert.True(float.IsNaN(output[lane]));
    }
}
