using System.Text.Json.Nodes;
using CsCheck;

namespace FgClip.Tests.Checkpoints;

/// <summary>Changes to a JSON file that leave it JSON: what a hand, another program or a later version might write.</summary>
internal static class JsonDamage
{
    private static readonly Gen<string> Value = Gen.OneOf<string>(
        Gen.OneOf(
            "null", "true", "false", "0", "1", "-1", "2", "7", "64", "1.5", "1e-6", "1e999", "-0.0", "2147483647", "2147483648", "9223372036854775807",
            "18446744073709551616", "\"\"", "\"a\"", "\"gelu\"", "\"../x\"", "\"model.safetensors\"", "\"\\u0000\"", "[]", "{}", "[[]]", "[1,2,3]", "{\"a\":1}"),
        Gen.Int[-3, 5000].Select(number => $"{number}"),
        Gen.String[0, 8].Select(text => JsonValue.Create(text)!.ToJsonString()));

    /// <summary>One to three changes.</summary>
    public static readonly Gen<Change[]> Changes = Gen.Select(Gen.Int, Gen.Int[0, 5], Value).Select(draw => new Change(draw.Item1, draw.Item2, draw.Item3)).Array[1, 3];

    /// <summary>The file with changes.</summary>
    public static string Apply(string json, Change[] changes)
    {
        var root = JsonNode.Parse(json)!;
        foreach (var change in changes) Apply(root, change);
        return root.ToJsonString();
    }

    private static void Apply(JsonNode root, Change change)
    {
        var random = new Random(change.Walk);
        // Down from the root, so that what stands near it, which is the structure, is met as often as what lies deep.
        JsonNode parent = root;
        while (true)
        {
            var children = ContainersIn(parent);
            if (children.Length == 0 || random.Next(3) == 0) break;
            parent = children[random.Next(children.Length)];
        }

        var value = JsonNode.Parse(change.Value);
        switch (parent)
        {
            case JsonObject { Count: > 0 } members:
                var key = members.ElementAt(random.Next(members.Count)).Key;
                if (change.Kind == 0) members[key] = value;
                else if (change.Kind == 1) members.Remove(key);
                else if (change.Kind == 2) members[$"{key}_"] = members[key]?.DeepClone();
                else if (change.Kind == 3) members[key] = members.ElementAt(random.Next(members.Count)).Value?.DeepClone();
                else if (change.Kind == 4) members[key] = new JsonArray(members[key]?.DeepClone());
                else members["fuzz"] = value;
                break;
            case JsonArray { Count: > 0 } items:
                var at = random.Next(items.Count);
                if (change.Kind == 0) items[at] = value;
                else if (change.Kind == 1) items.RemoveAt(at);
                else items.Insert(at, change.Kind < 4 ? items[at]?.DeepClone() : value);
                break;
        }
    }

    private static JsonNode[] ContainersIn(JsonNode node) => node switch
    {
        JsonObject members => [.. members.Select(member => member.Value).Where(child => child is JsonObject or JsonArray).Cast<JsonNode>()],
        JsonArray items => [.. items.Take(50).Where(child => child is JsonObject or JsonArray).Cast<JsonNode>()],
        _ => [],
    };

    /// <summary>One change: where, what kind, and with which value.</summary>
    internal readonly record struct Change(int Walk, int Kind, string Value);
}
