using System.Text.RegularExpressions;
using FgClip.Checkpoints;
using FgClip.Encoding;
using FgClip.Inference;
using FgClip.Inference.Jobs;
using FgClip.Model;

namespace FgClip.Tests.Inference.Jobs;

public class TimeAllowanceTests
{
    // The published base checkpoint's sizes are the defaults.
    private readonly ModelWork _work = new(
        TowerShape.Of(new FgClip2VisionConfig()), TowerShape.Of(new FgClip2TextConfig()), new FgClip2VisionConfig().PatchLength);

    [Theory]
    [InlineData(256, 45.3e9)]
    [InlineData(1024, 216e9)]
    [InlineData(16384, 12.7e12)]
    public void Work_of_a_base_picture_is_what_the_formula_of_its_layers_gives(long patches, double flops) =>
        Assert.Equal(flops, _work.VisionTower(patches), flops * 0.03);

    [Fact]
    public void The_advised_budget_fits_and_half_as_much_again_does_not()
    {
        var allowance = new TimeAllowance(_work, ImageParts.Dense, TimeSpan.FromSeconds(45));
        const double speed = 140e9;
        allowance.Check(_work.Picture(1024, ImageParts.Dense), speed);

        var error = Assert.Throws<FgClipException>(() => allowance.Check(_work.Picture(16384, ImageParts.Dense), speed));

        Assert.Contains("about 98 s", error.Message, StringComparison.Ordinal);
        var advised = int.Parse(Regex.Match(error.Message, "Use max_patches ([0-9]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(0, advised % 128);
        allowance.Check(_work.Picture(advised, ImageParts.Dense), speed);
        Assert.Throws<FgClipException>(() => allowance.Check(_work.Picture(advised * 3 / 2, ImageParts.Dense), speed));
    }

    [Fact]
    public void The_speed_follows_long_runs_and_not_short_ones()
    {
        var meter = new SpeedMeter();
        Assert.Null(meter.PerSecond);
        meter.Add(100, 1);
        meter.Add(1, 0.001);
        Assert.Equal(100, meter.PerSecond);
        meter.Add(200, 1);
        Assert.Equal(150, meter.PerSecond);
        meter.Add(300 * 99, 99);
        Assert.InRange(meter.PerSecond!.Value, 295, 300);
    }
}
