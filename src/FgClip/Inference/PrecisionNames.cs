using FgClip.Onnx;

namespace FgClip.Inference;

/// <summary>Names and types of <see cref="ModelPrecision"/>.</summary>
internal static class PrecisionNames
{
    /// <summary>The name on the command line and in answers.</summary>
    public static string NameOf(ModelPrecision precision) => precision switch
    {
        ModelPrecision.Auto => "auto",
        ModelPrecision.Float32 => "float32",
        ModelPrecision.Float16 => "float16",
        ModelPrecision.BFloat16 => "bfloat16",
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, null),
    };

    /// <summary>The precision of that name; callers have checked that it is one.</summary>
    public static ModelPrecision Parse(string name) => Enum.GetValues<ModelPrecision>().Single(precision => NameOf(precision) == name);

    /// <summary>What is computed where <paramref name="asked"/> was asked for on a device; never <see cref="ModelPrecision.Auto"/>.</summary>
    public static ModelPrecision Resolve(ModelPrecision asked, DeviceKind device) => (asked, device) switch
    {
        (ModelPrecision.Auto, DeviceKind.Cuda or DeviceKind.TensorRt) => ModelPrecision.Float16,
        (ModelPrecision.Auto, _) => ModelPrecision.Float32,
        _ => asked,
    };

    /// <summary>The type in a graph.</summary>
    public static OnnxElementType TypeOf(ModelPrecision precision) => precision switch
    {
        ModelPrecision.Float32 => OnnxElementType.Float,
        ModelPrecision.Float16 => OnnxElementType.Float16,
        ModelPrecision.BFloat16 => OnnxElementType.BFloat16,
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "resolve the precision first"),
    };
}
