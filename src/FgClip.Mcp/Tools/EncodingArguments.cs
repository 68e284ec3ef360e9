using System.Globalization;
using FgClip.Encoding;

namespace FgClip.Mcp.Tools;

/// <summary>How a call wants its pictures encoded.</summary>
internal static class EncodingArguments
{
    /// <summary>
    /// Hosts drop a call after about a minute: what is expected to take longer than this is refused unless
    /// <c>allow_slow</c>.
    /// </summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(45);

    /// <summary>Budget and time of <c>max_patches</c> and <c>allow_slow</c>; a large picture tells how far it is.</summary>
    public static ImageEncodingOptions Encoding(this ToolArguments arguments, IProgress<string> progress) => new()
    {
        MaxPatches = arguments.OptionalInteger(ToolParameters.MaxPatches),
        TimeLimit = arguments.Flag(ToolParameters.AllowSlow) ? null : LongestCall,
        Progress = new PictureProgress(progress),
    };

    // A message for every percent.
    private sealed class PictureProgress(IProgress<string> progress) : IProgress<double>
    {
        private readonly Lock _lock = new();
        private int _told;

        public void Report(double value)
        {
            var percent = (int)(value * 100);
            lock (_lock)
            {
                if (percent <= _told) return;
                _told = percent;
            }

            progress.Report(string.Create(CultureInfo.InvariantCulture, $"Looking at the picture: {percent} %."));
        }
    }
}
