using System.Text.Json;

namespace FgClip.Checkpoints.Hub;

/// <summary>The published checkpoints, from models/catalog.json, which is inside this library.</summary>
public static class ModelCatalog
{
    private const string FileName = "models/catalog.json";
    private static readonly Lazy<IReadOnlyList<CatalogModel>> Read = new(() =>
    {
        using var stream = typeof(ModelCatalog).Assembly.GetManifestResourceStream("FgClip.catalog.json")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return ReadFrom(bytes.ToArray());
    });

    /// <summary>All of them, in the order of the file.</summary>
    public static IReadOnlyList<CatalogModel> Models => Read.Value;

    /// <summary>The model of this name or id; null where there is none.</summary>
    public static CatalogModel? Find(string nameOrId) => Models.FirstOrDefault(model =>
        model.Name.Equals(nameOrId, StringComparison.OrdinalIgnoreCase) || model.Id.Text.Equals(nameOrId, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a catalogue.</summary>
    /// <exception cref="FgClipException">It is malformed.</exception>
    internal static IReadOnlyList<CatalogModel> ReadFrom(byte[] json)
    {
        var root = CheckpointJson.ParseObject(json, FileName);
        if (root.FindValue("models") is not { ValueKind: JsonValueKind.Array } models) throw Wrong("'models' is no array");
        return [.. models.EnumerateArray().Select(element =>
        {
            var fields = new JsonFields(element, FileName);
            return new CatalogModel(
                fields.Text("name") ?? throw Wrong("a model has no name"),
                HubModelId.Parse(fields.Text("hub_id") ?? throw Wrong("a model has no hub_id")),
                fields.Text("architecture") switch
                {
                    "fgclip2" => CheckpointArchitecture.FgClip2,
                    "fgclip1" => CheckpointArchitecture.FgClip1,
                    _ => throw Wrong("a model's architecture is not known"),
                },
                fields.Text("revision"),
                fields.FindValue("weights_bytes")?.GetInt64(),
                fields.Text("license"),
                [.. fields.Texts("languages")],
                fields.Text("notes"));
        })];

        static FgClipException Wrong(string what) => CheckpointError.Create(what, FileName);
    }
}
