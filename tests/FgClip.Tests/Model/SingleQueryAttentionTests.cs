using System.Runtime.InteropServices;
using FgClip.Checkpoints;
using FgClip.Inference;
using FgClip.Model;
using FgClip.Onnx;
using FgClip.Tests.Checkpoints;
using Microsoft.ML.OnnxRuntime;

namespace FgClip.Tests.Model;

public class SingleQueryAttentionTests
{
    [Theory]
    [InlineData(1, 1, 1, 4)]
    [InlineData(1, 7, 3, 5)]
    [InlineData(3, 20, 2, 8)]
    public void It_equals_attention_over_projected_tokens(int batch, int count, int heads, int depth)
    {
        var width = heads * depth;
        var random = new Random(count);
        float[] weight = Values(3 * width * width), bias = Values(3 * width);
        float[] query = Values(batch * width), tokens = Values(batch * count * width);
        using var folder = new TemporaryFolder();
        var file = SafetensorsBytes.Of(("in_proj_weight", [3 * width, width]), ("in_proj_bias", [3 * width]));
        var data = file.AsSpan(file.Length - ((weight.Length + bias.Length) * sizeof(float)));
        MemoryMarshal.AsBytes<float>(weight).CopyTo(data);
        MemoryMarshal.AsBytes<float>(bias).CopyTo(data[(weight.Length * sizeof(float))..]);
        File.WriteAllBytes(folder.File("model.safetensors"), file);

        var mixed = Run(folder.Path, query, tokens, batch, count, heads, width);

        for (var item = 0; item < batch; item++)
        {
            var expected = Naive(
                query.AsSpan(item * width, width), tokens.AsSpan(item * count * width, count * width), weight, bias, heads, depth);
            for (var at = 0; at < width; at++) Assert.Equal(expected[at], mixed[(item * width) + at], 1e-5);
        }

        float[] Values(int length) => [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    private static float[] Run(string folder, float[] query, float[] tokens, int batch, int count, int heads, int width)
    {
        using var tensors = CheckpointTensors.Open(folder);
        var scope = new ModelScope("attention", tensors);
        var mixed = SingleQueryAttention.Apply(
            scope,
            scope.Graph.Input("query", OnnxElementType.Float, batch, width),
            scope.Graph.Input("tokens", OnnxElementType.Float, batch, count, width),
            new TowerShape(width, 1, heads, width, 1e-6, "relu"));
        scope.Graph.Output(mixed, OnnxElementType.Float, batch, width);
        var model = scope.Build("attention");

        using var options = EngineEnvironment.NewSessionOptions(new InferenceOptions());
        options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", folder);
        options.AddSessionConfigEntry("optimization.disable_specified_optimizers", "ConstantFolding");
        var weights = model.Weights.Select(weight => (weight.Key, Value: ValueOf(weight.Value))).ToArray();
        foreach (var (name, value) in weights) options.AddInitializer(name, value);
        using var session = new InferenceSession(model.Graph.ToModel("model.safetensors"), options);
        using var left = OrtValue.CreateTensorValueFromMemory(query, [batch, width]);
        using var right = OrtValue.CreateTensorValueFromMemory(tokens, [batch, count, width]);
        using var run = new RunOptions();
        using var outputs = session.Run(run, ["query", "tokens"], [left, right], [mixed.Name]);
        var result = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        foreach (var (_, value) in weights) value.Dispose();
        return result;
    }

    private static OrtValue ValueOf(GraphWeight weight)
    {
        var all = new float[weight.Tensor.ElementCount];
        weight.Tensor.CopyTo(all);
        var part = all.AsSpan((int)weight.FirstElement, (int)weight.ElementCount).ToArray();
        return OrtValue.CreateTensorValueFromMemory(part, weight.Shape);
    }

    // Keys and values of every token, scores, softmax and weighted sum, head by head.
    private static double[] Naive(
        ReadOnlySpan<float> query, ReadOnlySpan<float> tokens, float[] weight, float[] bias, int heads, int depth)
    {
        var width = heads * depth;
        var count = tokens.Length / width;
        var mixed = new double[width];
        for (var head = 0; head < heads; head++)
        {
            var scores = new double[count];
            for (var token = 0; token < count; token++)
            {
                for (var at = 0; at < depth; at++)
                {
                    var row = (head * depth) + at;
                    scores[token] += query[row] * Project(tokens.Slice(token * width, width), weight, bias, width + row) / Math.Sqrt(depth);
                }
            }

            var largest = scores.Max();
            var sum = scores.Sum(score => Math.Exp(score - largest));
            for (var token = 0; token < count; token++)
            {
                for (var at = 0; at < depth; at++)
                {
                    var row = (head * depth) + at;
                    mixed[row] += Math.Exp(scores[token] - largest) / sum
                        * Project(tokens.Slice(token * width, width), weight, bias, (2 * width) + row);
                }
            }
        }

        return mixed;
    }

    private static double Project(ReadOnlySpan<float> token, float[] weight, float[] bias, int row)
    {
        double sum = bias[row];
        for (var at = 0; at < token.Length; at++) sum += (double)weight[(row * token.Length) + at] * token[at];
        return sum;
    }
}
