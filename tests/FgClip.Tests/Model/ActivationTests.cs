using FgClip.Checkpoints;
using FgClip.Inference;
using FgClip.Model;
using FgClip.Onnx;

namespace FgClip.Tests.Model;

public class ActivationTests
{
    private static readonly float[] Inputs = [-30, -8, -3, -1.5f, -0.7f, -0.1f, 0, 0.05f, 0.5f, 1, 2.5f, 6, 30];

    public static TheoryData<string> Names => [.. ConfigValues.Activations];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_activation_equals_its_formula(string name)
    {
        using var checkpoint = Checkpoint.Open(TestData.ScenesModel);
        var scope = new ModelScope("activation", checkpoint.Tensors);
        var x = scope.Graph.Input("x", OnnxElementType.Float, "N");
        // The engine wants at least one weight to know where weights lie.
        var zero = scope.Graph.Node("Sub", "zero", [scope.Weight("logit_scale", 1), scope.Weight("logit_scale", 1)]);
        var y = scope.Graph.Node("Add", "y", [Activation.Apply(scope, name, x), zero]);
        scope.Graph.Output(y, OnnxElementType.Float, "N");
        using var session = new GraphSession(scope.Build(name), new InferenceOptions(), EngineDevice.Cpu);

        var outputs = session.Run([GraphValue.Of("x", Inputs, Inputs.Length)], "y", [Inputs.Length], CancellationToken.None);

        for (var at = 0; at < Inputs.Length; at++) Assert.Equal(Formula(name, Inputs[at]), outputs[at], 2e-6 * Math.Max(1, Math.Abs(Inputs[at])));
    }

    [Fact]
    public void Any_other_name_is_an_error_that_lists_them()
    {
        using var checkpoint = Checkpoint.Open(TestData.ScenesModel);
        var scope = new ModelScope("activation", checkpoint.Tensors);
        var x = scope.Graph.Input("x", OnnxElementType.Float, "N");

        var error = Assert.Throws<FgClipException>(() => Activation.Apply(scope, "swiglu", x));

        Assert.All(ConfigValues.Activations, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    private static double Formula(string name, double x) => name switch
    {
        "gelu_pytorch_tanh" or "gelu_new" or "gelu_fast" or "gelu_accurate" or "gelu_python_tanh" => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
        "gelu" or "gelu_python" => x * NormalCdf(x),
        "quick_gelu" => x / (1 + Math.Exp(-1.702 * x)),
        "relu" => Math.Max(0, x),
        "silu" or "swish" => x / (1 + Math.Exp(-x)),
        "leaky_relu" => x < 0 ? 0.01 * x : x,
        "mish" => x * Math.Tanh(Math.Log(1 + Math.Exp(x))),
        "tanh" => Math.Tanh(x),
        "sigmoid" => 1 / (1 + Math.Exp(-x)),
        "linear" => x,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no formula"),
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
