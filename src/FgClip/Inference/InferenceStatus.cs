namespace FgClip.Inference;

/// <summary>What the device has to do, at one moment.</summary>
/// <param name="WaitingCalls">Calls that wait for their turn.</param>
/// <param name="WaitingItems">Pictures and texts of these calls.</param>
/// <param name="IsRunning">Whether something is computed.</param>
/// <param name="WaitingTime">How long all of it will take by the speed so far; null before anything was measured.</param>
/// <param name="RefusedCalls">Calls refused so far because too many waited.</param>
/// <param name="GigaFlopsPerSecond">The speed so far, 10⁹ floating-point operations a second; null before anything was measured.</param>
public sealed record InferenceStatus(
    int WaitingCalls, int WaitingItems, bool IsRunning, TimeSpan? WaitingTime, long RefusedCalls, double? GigaFlopsPerSecond);
