using System.Text.Json;

namespace FgClip.Checkpoints;

/// <summary>Reads model.safetensors.index.json: which shard holds which tensor.</summary>
internal static class ShardIndexReader
{
    /// <summary>The file's name.</summary>
    public const string FileName = "model.safetensors.index.json";

    /// <summary>Reads the map from tensor to the shard's file name.</summary>
    /// <param name="path">The index.</param>
    /// <returns>Names in the index's order; every shard is a plain file name, without a folder.</returns>
    /// <exception cref="FgClipException">
    /// The index is malformed, names a tensor twice, or names a shard outside its own folder.
    /// </exception>
    public static IReadOnlyList<(string Tensor, string Shard)> Read(string path)
    {
        var index = CheckpointJson.ReadObject(path);
        if (index.FindValue("weight_map") is not { ValueKind: JsonValueKind.Object } map)
        {
            throw CheckpointError.Create("'weight_map' is missing or no object", path, expected: "tensor names with their files");
        }

        var entries = new List<(string, string)>();
        foreach (var member in map.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.String)
            {
                throw CheckpointError.Create(
                    $"'weight_map' has no file for tensor {CheckpointError.Quote(member.Name)}",
                    path,
                    expected: "a file name",
                    got: JsonFields.Describe(member.Value));
            }

            var shard = member.Value.GetString()!;
            if (!IsPlainFileName(shard))
            {
                throw CheckpointError.Create(
                    $"'weight_map' sends tensor {CheckpointError.Quote(member.Name)} outside the checkpoint's folder",
                    path,
                    expected: "a plain file name",
                    got: CheckpointError.Quote(shard));
            }

            entries.Add((member.Name, shard));
        }

        return entries.Count > 0 ? entries : throw CheckpointError.Create("'weight_map' is empty", path);
    }

    /// <summary>No folder, drive or stream on any system, whichever this one is.</summary>
    private static bool IsPlainFileName(string name) =>
        name.Length > 0 && name is not ("." or "..") && !name.Any(c => c is '/' or '\\' or ':' || char.IsControl(c));
}
