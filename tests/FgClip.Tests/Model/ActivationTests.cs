using FgClip.Checkpoints;
using FgClip.Inference;
using FgClip.Model;
using FgClip.Onnx;

namespace FgClip.Tests.Model;

public class ActivationTests
{
    private static readonly float[] Inputs = [-30, -8, -3, -1.5f, -0.7f, -0.1f, 0, 0.05f, 0.5f, 1, 2.5f, 6, 30];

    [Theory]
    [InlineData("gelu_pytorch_tanh")]
    [InlineData("gelu_new")]
    [InlineData("gelu")]
    [InlineData("quick_gelu")]
    [InlineData("relu")]
    [InlineData("silu")]
    public void Every_activation_equals_its_formula(string name)
    {
        using var checkpoint = Checkpoint.Open(TestData.ScenesModel);
        var scope = new ModelScope("activation", checkpoint.Tensors);
        var x = scope.Graph.Input("x", OnnxElementType.Float, "N");
        // The engine wants at least one weight to know where weights lie.
        var zero = scope.Graph.Node("Sub", "zero", [scope.Weight("logit_scale", 1), scope.Weight("logit_scale", 1)]);
        var y = scope.Graph.Node("Add", "y", [Activation.Apply(scope, name, x), zero]);
        scope.Graph.Output(y, OnnxElementType.Float, "N");
        using var session = new GraphSession(scope.Build(name), new InferenceOptions(), DeviceKind.Cpu);

        var outputs = session.Run([GraphValue.Of("x", Inputs, Inputs.Length)], "y", [Inputs.Length], CancellationToken.None);

        for (var at = 0; at < Inputs.Length; at++) Assert.Equal(Formula(name, Inputs[at]), outputs[at], 2e-6 * Math.Max(1, Math.Abs(Inputs[at])));
    }

    [Fact]
    public void Every_activation_that_a_config_may_name_is_built() =>
        Assert.Equal(["gelu_pytorch_tanh", "gelu_new", "gelu", "quick_gelu", "relu", "silu"], Activation.Names);

    private static double Formula(string name, double x) => name switch
    {
        "gelu_pytorch_tanh" or "gelu_new" => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
        "gelu" => x * NormalCdf(x),
        "quick_gelu" => x / (1 + Math.Exp(-1.702 * x)),
        "relu" => Math.Max(0, x),
        _ => x / (1 + Math.Exp(-x)),
    };

    // Simpson's rule over the density from 0 to |x|; exact enough for float32.
    private static double NormalCdf(double x)
    {
        const int Steps = 20_000;
        double end = Math.Min(Math.Abs(x), 12), step = end / Steps, sum = 0;
        for (var index = 0; index <= Steps; index++)
        {
            var weight = index is 0 or Steps ? 1 : index % 2 == 1 ? 4 : 2;
            sum += weight * Math.Exp(-index * step * index * step / 2);
        }

        var half = sum * step / 3 / Math.Sqrt(2 * Math.PI);
        return x < 0 ? 0.5 - half : 0.5 + half;
    }
}
