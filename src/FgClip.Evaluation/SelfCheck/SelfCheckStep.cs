namespace FgClip.Evaluation.SelfCheck;

/// <summary>One step of a self-check.</summary>
/// <param name="Name">What is checked.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Detail">The figures, or the error, in a sentence.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record SelfCheckStep(string Name, SelfCheckOutcome Outcome, string Detail, double Seconds);
