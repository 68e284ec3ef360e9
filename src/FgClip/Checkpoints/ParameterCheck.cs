using System.Globalization;
using System.Text;

namespace FgClip.Checkpoints;

/// <summary>Holds the tensors of a checkpoint against the parameters that its config asks for, all at once.</summary>
internal static class ParameterCheck
{
    /// <summary>Checks every parameter.</summary>
    /// <param name="parameters">What must be there.</param>
    /// <param name="tensors">What is there.</param>
    /// <param name="folder">The checkpoint's folder, for errors.</param>
    /// <returns>Warnings: tensors that nothing uses, in one sentence.</returns>
    /// <exception cref="FgClipException">
    /// Tensors are missing, or have another shape or a type that cannot be read as float32; one error lists all of them.
    /// </exception>
    public static IReadOnlyList<string> Check(
        IReadOnlyList<(string Name, long[] Shape)> parameters, CheckpointTensors tensors, string folder)
    {
        List<string> missing = [], shapes = [], types = [];
        foreach (var (name, shape) in parameters)
        {
            if (!tensors.TryGet(name, out var tensor))
            {
                missing.Add($"{name} {CheckpointError.Shape(shape)}");
            }
            else if (!tensor.Shape.AsSpan().SequenceEqual(shape))
            {
                var got = CheckpointError.Shape(tensor.Shape.AsSpan());
                shapes.Add($"{name} (expected {CheckpointError.Shape(shape)}, got {got} in {Path.GetFileName(tensor.File)})");
            }
            else if (!tensor.Type.IsReadableAsFloat32())
            {
                types.Add($"{name} (expected F32, F16 or BF16, got {tensor.Type.FormatName()} in {Path.GetFileName(tensor.File)})");
            }
        }

        var known = parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        var unused = tensors.Names
            .Where(name => !known.Contains(name) && !FgClip2Parameters.IsHarmless(name))
            .Order(StringComparer.Ordinal).Select(CheckpointError.Quote).ToList();
        if (missing.Count + shapes.Count + types.Count > 0)
        {
            var what = new StringBuilder("the weights are not those that config.json describes");
            Append(what, "missing", missing);
            Append(what, "of another shape", shapes);
            Append(what, "of a type that is not supported", types);
            Append(what, "not used", unused);
            throw CheckpointError.Create(
                what.ToString(), folder, remedy: "Take config.json and the weights from the same checkpoint.");
        }

        return unused.Count == 0
            ? []
            : [$"{folder}: {Count(unused.Count)} the model does not use: {CheckpointError.List(unused)}."];
    }

    private static void Append(StringBuilder what, string title, List<string> items)
    {
        if (items.Count > 0) what.Append(CultureInfo.InvariantCulture, $"; {items.Count} {title}: {CheckpointError.List(items)}");
    }

    private static string Count(int count) => count == 1
        ? "there is 1 tensor that"
        : string.Create(CultureInfo.InvariantCulture, $"there are {count} tensors that");
}
