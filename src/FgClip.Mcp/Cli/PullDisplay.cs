using System.Globalization;
using FgClip.Checkpoints.Hub;

namespace FgClip.Mcp.Cli;

/// <summary>
/// Shows a pull's progress: one line that is written over where a person watches, else a line every ten seconds.
/// </summary>
internal sealed class PullDisplay(Terminal terminal, TimeProvider time) : IProgress<PullProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly TransferRate _rate = new(time);
    private long _written = time.GetTimestamp();
    private int _width;

    /// <inheritdoc/>
    public void Report(PullProgress value)
    {
        if (value.Note is { } note)
        {
            Clear();
            terminal.Error.WriteLine(note);
            return;
        }

        var text = Text(value);
        if (terminal.IsErrorWatched)
        {
            terminal.Error.Write($"\r{text.PadRight(_width)}");
            _width = text.Length;
        }
        else if (time.GetElapsedTime(_written) >= Interval)
        {
            _written = time.GetTimestamp();
            terminal.Error.WriteLine(text);
        }
    }

    /// <summary>Takes the line away, so that the next one stands alone.</summary>
    public void Clear()
    {
        if (_width > 0) terminal.Error.Write($"\r{new string(' ', _width)}\r");
        _width = 0;
    }

    private string Text(PullProgress value)
    {
        var share = value.TotalBytes > 0 ? 100.0 * value.Bytes / value.TotalBytes : 100;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{(value.Stage == PullStage.Checking ? "checking " : "")}{value.File}  {value.Bytes / 1e6:F1} of {value.TotalBytes / 1e6:F1} MB  {share:F0} %");
        if (value.Stage != PullStage.Fetching || _rate.Add(value.Bytes, value.TotalBytes) is not { } rate) return text;

        var left = rate.Left.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)rate.Left.TotalHours}:{rate.Left.Minutes:00}:{rate.Left.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{rate.Left.Minutes}:{rate.Left.Seconds:00}");
        return string.Create(CultureInfo.InvariantCulture, $"{text}  {rate.BytesPerSecond / 1e6:F1} MB/s  {left} left");
    }
}
