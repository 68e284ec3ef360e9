namespace FgClip.Evaluation.Scenes;

/// <summary>One figure of a scene evaluation.</summary>
/// <param name="Task">What was measured; docs/cli.md lists the names.</param>
/// <param name="Kind">Kind of claim, of absent phrase or of text; null for a task that has none, or for all kinds together.</param>
/// <param name="Language">en or zh.</param>
/// <param name="Right">How many; null where the figure is no share.</param>
/// <param name="Total">Of how many.</param>
/// <param name="Value">
/// Right / Total, 0 to 1; of a balanced accuracy the mean of sensitivity and specificity; of a calibration error the mean
/// distance between score and share of right ones.
/// </param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
public sealed record SceneMeasure(
    string Task, string? Kind, string Language, int? Right, int Total, double Value, double Low, double High)
{
    internal static SceneMeasure Of(string task, string? kind, string language, Proportion proportion) => new(
        task, kind, language, proportion.Right, proportion.Total, proportion.Value, proportion.Low, proportion.High);
}
