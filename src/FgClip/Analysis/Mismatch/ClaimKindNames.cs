namespace FgClip.Analysis.Mismatch;

/// <summary>Kinds of claims as answers and cards spell them.</summary>
public static class ClaimKindNames
{
    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<ClaimKind>().Select(Of)];

    /// <summary>The kind of a name of <see cref="All"/>.</summary>
    public static ClaimKind Parse(string name) => Enum.GetValues<ClaimKind>().Single(kind => Of(kind) == name);

    /// <summary>The name, lower case.</summary>
    public static string Of(ClaimKind kind) => kind switch
    {
        ClaimKind.Thing => "thing",
        ClaimKind.Color => "color",
        ClaimKind.Attribute => "attribute",
        ClaimKind.Size => "size",
        ClaimKind.Count => "count",
        ClaimKind.Position => "position",
        ClaimKind.Relation => "relation",
        ClaimKind.Action => "action",
        ClaimKind.Binding => "binding",
        ClaimKind.Background => "background",
        _ => "other",
    };
}
