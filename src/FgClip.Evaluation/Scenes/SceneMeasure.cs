namespace FgClip.Evaluation.Scenes;

/// <summary>One figure of a scene evaluation.</summary>
/// <param name="Task">pointing_game, box_iou_50, long_caption_1_of_10, caption_pair or mismatch_….</param>
/// <param name="Kind">Kind of claim of caption pairs and mismatches; null for the other tasks.</param>
/// <param name="Language">en or zh.</param>
/// <param name="Right">Right answers.</param>
/// <param name="Total">All answers.</param>
/// <param name="Value">Right / Total; of mismatch_balanced_accuracy the mean of sensitivity and specificity.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
public sealed record SceneMeasure(
    string Task, string? Kind, string Language, int Right, int Total, double Value, double Low, double High)
{
    internal static SceneMeasure Of(string task, string? kind, string language, Proportion proportion) => new(
        task, kind, language, proportion.Right, proportion.Total, proportion.Value, proportion.Low, proportion.High);
}
