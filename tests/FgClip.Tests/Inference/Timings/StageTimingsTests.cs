using System.Diagnostics.Metrics;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Inference.Timings;

namespace FgClip.Tests.Inference.Timings;

public class StageTimingsTests
{
    [Fact]
    public async Task Every_stage_of_a_call_is_measured_and_cache_lookups_are_counted()
    {
        var (stages, outcomes) = (new HashSet<object?>(), new HashSet<object?>());
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, own) =>
            {
                if (instrument.Meter.Name == StageTimings.MeterName) own.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            Assert.Equal(("fgclip.stage.duration", "s"), (instrument.Name, instrument.Unit));
            Assert.InRange(value, 0, 1000);
            lock (stages) stages.Add(tags[0].Value);
        });
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (stages) outcomes.Add(tags[1].Value);
        });
        listener.Start();

        using var encoder = FgClipEncoder.Open(TestData.ScenesModel);
        var picture = PictureReader.Read(Path.Combine(TestData.Root, "samples", "scene.jpg"));
        for (var time = 0; time < 2; time++) await encoder.EncodeImageAsync(picture);

        lock (stages)
        {
            Assert.Superset(new HashSet<object?> { "decode", "resample", "wait", "run", "post" }, stages);
            Assert.Superset(new HashSet<object?> { "hit", "miss" }, outcomes);
        }

        Assert.Equal(Enum.GetValues<Stage>(), StageTimings.Summaries.Select(summary => summary.Stage));
        Assert.All(StageTimings.Summaries, summary =>
        {
            Assert.True(summary.Count > 0);
            Assert.InRange(summary.Median, TimeSpan.Zero, summary.Slowest);
            Assert.InRange(summary.Slowest, TimeSpan.Zero, summary.Total);
        });
    }
}
