using Microsoft.Extensions.Logging;

namespace FgClip.Mcp.Hosting;

/// <summary>
/// Logs to standard error, one line a message. The framework's console logger would do, but takes a tenth of the time to
/// the first answer to set itself up.
/// </summary>
internal sealed class StandardErrorLog(TextWriter error) : ILoggerProvider
{
    private readonly TextWriter _error = TextWriter.Synchronized(error);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new CategoryLogger(_error, categoryName);

    /// <summary>Nothing to free: the stream is the process's own.</summary>
    public void Dispose()
    {
    }

    private sealed class CategoryLogger(TextWriter error, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        // The factory filters by level before it asks.
        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var message = $"{logLevel}: {category}[{eventId.Id}] {formatter(state, exception)}";
            error.WriteLine(exception is null ? message : $"{message}{Environment.NewLine}{exception}");
        }
    }
}
