using FgClip.Analysis.Mismatch;

namespace FgClip.Evaluation.Scenes;

/// <summary>A caption of a pair and what the detector made of it.</summary>
/// <param name="File">The picture, relative to the data folder.</param>
/// <param name="Kind">What the pair differs in.</param>
/// <param name="Language">en or zh.</param>
/// <param name="Outcome">Whether the detector was right.</param>
/// <param name="Caption">The caption.</param>
/// <param name="RightCaption">The pair's right caption.</param>
/// <param name="Report">What the detector says.</param>
public sealed record SceneExample(
    string File, string Kind, string Language, ExampleOutcome Outcome, string Caption, string RightCaption, MismatchReport Report);
