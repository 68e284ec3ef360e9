using System.Globalization;
using Polly;
using Polly.Retry;

namespace FgClip.Checkpoints.Hub;

/// <summary>When and how often requests are tried again.</summary>
internal static class HubRetry
{
    private const int LongestDelayFactor = 8;

    /// <summary>
    /// A pipeline for one operation, not to be shared: it counts failures in a row, and starts to count anew whenever
    /// <paramref name="received"/> has grown.
    /// </summary>
    /// <param name="options">How often and how long.</param>
    /// <param name="note">Told before each pause what happened.</param>
    /// <param name="received">Bytes that the operation has got so far; null where it has all or nothing.</param>
    public static ResiliencePipeline Create(HubOptions options, Action<string>? note, Func<long>? received = null)
    {
        var failures = 0;
        var before = received?.Invoke() ?? 0;
        return new ResiliencePipelineBuilder { TimeProvider = options.Time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = arguments =>
                {
                    if (arguments.Outcome.Exception is not HubFailure { IsTransient: true }) return ValueTask.FromResult(false);

                    var now = received?.Invoke() ?? 0;
                    if (now > before) failures = 0;
                    before = now;
                    return ValueTask.FromResult(++failures <= options.Retries);
                },
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(
                    (arguments.Outcome.Exception as HubFailure)?.RetryAfter
                    ?? options.RetryDelay * Math.Min(LongestDelayFactor, Math.Pow(2, failures - 1))),
                OnRetry = arguments =>
                {
                    note?.Invoke(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{arguments.Outcome.Exception?.Message} Trying again in {arguments.RetryDelay.TotalSeconds:0.#} s."));
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }
}
