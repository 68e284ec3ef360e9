using FgClip.Mcp.Tools;

namespace FgClip.Mcp.Tests.Server;

public sealed class HeartbeatTests : IProgress<string>
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly List<string> _reports = [];
    private readonly ManualTime _time = new();

    /// <inheritdoc/>
    void IProgress<string>.Report(string value) => _reports.Add(value);

    [Fact]
    public void A_call_reports_each_second_until_it_ends()
    {
        using (new Heartbeat(this, _time))
        {
            _time.Advance(Second / 2);
            Assert.Empty(_reports);
            _time.Advance(Second);
            _time.Advance(Second);
        }

        _time.Advance(10 * Second);
        Assert.Equal(["At work for 2 s.", "At work for 2 s."], _reports);
    }

    [Fact]
    public void What_the_call_reports_itself_is_passed_on_and_takes_the_place_of_a_beat()
    {
        using var heartbeat = new Heartbeat(this, _time);

        heartbeat.Report("1 of 3 pictures.");
        _time.Advance(Second);
        _time.Advance(Second);

        Assert.Equal(["1 of 3 pictures.", "1 of 3 pictures. At work for 2 s."], _reports);
    }
}
