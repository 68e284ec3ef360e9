using FgClip.Imaging;

namespace FgClip.Tests.Imaging;

public class PatchBudgetTests
{
    [Fact]
    public void Every_golden_size_gives_its_budget_and_grid()
    {
        var cases = 0;
        foreach (var golden in GoldenCase.Read("grids", "grid"))
        {
            int width = golden.GetProperty("width").GetInt32(), height = golden.GetProperty("height").GetInt32();
            var most = golden.GetProperty("max_patches");
            var budget = most.ValueKind == System.Text.Json.JsonValueKind.Null
                ? PatchBudget.Automatic(width, height, 16, cap: null)
                : most.GetInt32();
            var grid = PatchBudget.GridFor(width, height, budget, 16);

            Assert.Equal(golden.GetProperty("budget").GetInt32(), budget);
            Assert.Equal(golden.Ints("grid"), new[] { grid.Rows, grid.Columns });
            cases++;
        }

        Assert.True(cases >= 400, $"only {cases} cases ran");
    }

    [Theory]
    [InlineData(1, 1, 128)]
    [InlineData(16 * 16, 16 * 8, 128)]
    [InlineData(16 * 43, 16 * 3, 256)]
    [InlineData(16 * 16, 16 * 16, 256)]
    [InlineData(16 * 257, 31, 576)]
    [InlineData(16 * 24, (16 * 24) + 15, 576)]
    [InlineData(16 * 577, 16, 784)]
    [InlineData(16 * 28, 16 * 28, 784)]
    [InlineData(16 * 785, 16, 1024)]
    [InlineData(int.MaxValue, int.MaxValue, 1024)]
    public void The_automatic_budget_changes_above_each_class(int width, int height, int budget) =>
        Assert.Equal(budget, PatchBudget.Automatic(width, height, 16, cap: null));

    [Fact]
    public void A_cap_lowers_the_automatic_budget_and_never_raises_it()
    {
        Assert.Equal(256, PatchBudget.Automatic(4000, 3000, 16, cap: 256));
        Assert.Equal(128, PatchBudget.Automatic(10, 10, 16, cap: 256));
    }

    [Fact]
    public void A_tiny_picture_does_not_fill_its_budget() =>
        Assert.Equal(new PatchGrid(7, 7), PatchBudget.GridFor(1, 1, 128, 16));

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(65537)]
    public void A_budget_out_of_range_is_named_with_its_range(int budget)
    {
        var error = Assert.Throws<FgClipException>(() => PatchBudget.GridFor(10, 10, budget, 16));

        Assert.Equal(FgClipErrorKind.Argument, error.Kind);
        Assert.Equal($"max_patches: the number of patches is out of range; expected 1 to 65536, got {budget}.", error.Message);
    }

    [Theory]
    [InlineData(0, 10, 16)]
    [InlineData(10, 0, 16)]
    [InlineData(10, 10, 0)]
    public void Sides_below_one_are_refused(int width, int height, int patchSize)
    {
        Assert.Throws<FgClipException>(() => PatchBudget.GridFor(width, height, 128, patchSize));
        Assert.Throws<FgClipException>(() => PatchBudget.Automatic(width, height, patchSize, cap: null));
    }

    [Fact]
    public void Every_grid_stays_within_its_budget()
    {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            int width = random.Next(1, 10_000), height = random.Next(1, 10_000), budget = random.Next(1, 20_000);

            Assert.InRange(PatchBudget.GridFor(width, height, budget, 16).Count, 1, budget);
        }
    }
}
