namespace FgClip.Evaluation.Scenes.Calibrating;

/// <summary>Something measured of a picture, and the truth about it.</summary>
/// <param name="Scene">The picture's place in the data: samples of one picture go to one fold.</param>
/// <param name="Kind">What is judged.</param>
/// <param name="Features">What was measured, in the order of the kind's names.</param>
/// <param name="Right">Whether it is so.</param>
internal sealed record Sample(int Scene, string Kind, double[] Features, bool Right);
