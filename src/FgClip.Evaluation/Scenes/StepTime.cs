namespace FgClip.Evaluation.Scenes;

/// <summary>How long a kind of step took.</summary>
/// <param name="Step">encode_picture, locate_phrase, check_caption, or scene: a picture with all that is measured on it.</param>
/// <param name="Count">How often it ran.</param>
/// <param name="MedianMs">Half took less, in milliseconds.</param>
/// <param name="NinetiethMs">Nine in ten took less, in milliseconds.</param>
/// <param name="TotalMs">All together, in milliseconds.</param>
public sealed record StepTime(string Step, int Count, double MedianMs, double NinetiethMs, double TotalMs)
{
    internal static StepTime Of(string step, IEnumerable<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        return new StepTime(step, sorted.Length, At(0.5), At(0.9), sorted.Sum());

        double At(double share) => sorted[(int)(share * (sorted.Length - 1) + 0.5)];
    }
}
