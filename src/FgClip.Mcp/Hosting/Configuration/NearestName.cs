namespace FgClip.Mcp.Hosting.Configuration;

/// <summary>Finds the name that somebody probably meant.</summary>
internal static class NearestName
{
    /// <summary>The name with the fewest edits to <paramref name="written"/>; null where all differ in more than half.</summary>
    public static string? Of(string written, IEnumerable<string> names)
    {
        var best = names.Select(name => (Name: name, Edits: Edits(written, name))).MinBy(pair => pair.Edits);
        return best.Name is not null && best.Edits * 2 <= Math.Max(written.Length, best.Name.Length) ? best.Name : null;
    }

    /// <summary>Letters to insert, remove or change (Levenshtein's distance).</summary>
    public static int Edits(string left, string right)
    {
        // One row of the table at a time: row[j] is the distance of the first i letters of left to the first j of right.
        var row = new int[right.Length + 1];
        for (var j = 0; j < row.Length; j++) row[j] = j;
        for (var i = 0; i < left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < right.Length; j++)
            {
                var change = diagonal + (left[i] == right[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(change, Math.Min(row[j], diagonal) + 1);
            }
        }

        return row[^1];
    }
}
