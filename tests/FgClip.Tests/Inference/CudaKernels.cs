using FgClip.Onnx;

namespace FgClip.Tests.Inference;

/// <summary>The committed list of operators with a CUDA kernel: what may run on that device.</summary>
internal sealed class CudaKernels
{
    private readonly List<Kernel> _kernels = [.. File.ReadLines(TestData.Path("kernels", "cuda.tsv")).Where(line => !line.StartsWith('#')).Select(Kernel.Parse)];

    /// <summary>Why a node of an operator set has no kernel; null where it has one.</summary>
    public string? Lack(OnnxNode node)
    {
        var (domain, version) = node.Domain.Length == 0 ? ("ai.onnx", OnnxGraph.StandardOpset) : (node.Domain, 1);
        var kernel = _kernels.FirstOrDefault(one => one.Domain == domain && one.Operator == node.Type && one.First <= version && version <= one.Last);
        if (kernel is null) return $"{domain} {node.Type} {version} has no kernel";

        for (var index = 0; index < node.Inputs.Count; index++)
        {
            if (node.Inputs[index] == OnnxElementType.Undefined) continue;
            if (kernel.TypesOfInput(index) is not { } types) return $"{node.Type} takes no input {index}";
            if (!types.Contains(node.Inputs[index].Name())) return $"input {index} of {node.Type} is {node.Inputs[index].Name()}";
        }

        return kernel.TypesOf(kernel.Output).Contains(node.Output.Name()) ? null : $"the output of {node.Type} is {node.Output.Name()}";
    }

    private sealed record Kernel(string Domain, string Operator, int First, int Last, string[] Inputs, string Output, Dictionary<string, HashSet<string>> Types)
    {
        public static Kernel Parse(string line)
        {
            var columns = line.Split('\t');
            var versions = columns[2].Split('-');
            var types = columns[5..].Select(column => column.Split('=')).ToDictionary(pair => pair[0], pair => pair[1].Split(',').ToHashSet());
            return new Kernel(
                columns[0],
                columns[1],
                int.Parse(versions[0], System.Globalization.CultureInfo.InvariantCulture),
                versions[1].Length == 0 ? int.MaxValue : int.Parse(versions[1], System.Globalization.CultureInfo.InvariantCulture),
                columns[3].Split(' '),
                columns[4],
                types);
        }

        // The last input may stand for any number of its kind: T...
        public HashSet<string>? TypesOfInput(int index)
        {
            if (index < Inputs.Length) return TypesOf(Inputs[index].TrimEnd('.'));
            return Inputs[^1].EndsWith("...", StringComparison.Ordinal) ? TypesOf(Inputs[^1].TrimEnd('.')) : null;
        }

        public HashSet<string> TypesOf(string letter) => Types[letter];
    }
}
