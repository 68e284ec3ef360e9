namespace FgClip.Onnx;

/// <summary>Where the bytes of a weight lie.</summary>
/// <param name="File">File, beside the model.</param>
/// <param name="Offset">First byte; null where the engine is handed the weight and never reads the file.</param>
/// <param name="Length">Bytes.</param>
internal sealed record WeightPlace(string File, long? Offset = null, long Length = 0)
{
    /// <summary>Writes the entries of TensorProto.external_data.</summary>
    public void WriteTo(ProtobufWriter tensor)
    {
        Entry("location", File);
        if (Offset is not { } offset) return;

        Entry("offset", FormattableString.Invariant($"{offset}"));
        Entry("length", FormattableString.Invariant($"{Length}"));

        void Entry(string key, string value) => tensor.Message(13, entry =>
        {
            entry.Text(1, key);
            entry.Text(2, value);
        });
    }
}
