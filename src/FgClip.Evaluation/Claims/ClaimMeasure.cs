namespace FgClip.Evaluation.Claims;

/// <summary>How well the grammar finds claims of one kind in one language.</summary>
/// <param name="Set">The file, without its ending.</param>
/// <param name="Language">en or zh; null for both together.</param>
/// <param name="Kind">The kind; null for all together.</param>
/// <param name="Found">Claims that the labels list and the grammar finds.</param>
/// <param name="Wrong">Claims that the grammar finds and no label lists.</param>
/// <param name="Missed">Claims that the labels list and the grammar does not find.</param>
public sealed record ClaimMeasure(string Set, string? Language, string? Kind, int Found, int Wrong, int Missed)
{
    /// <summary>Of what it finds, the share that is right, 0 to 1; null where it finds nothing.</summary>
    public double? Precision => Found + Wrong == 0 ? null : (double)Found / (Found + Wrong);

    /// <summary>Of what there is, the share that it finds, 0 to 1; null where there is nothing.</summary>
    public double? Recall => Found + Missed == 0 ? null : (double)Found / (Found + Missed);
}
