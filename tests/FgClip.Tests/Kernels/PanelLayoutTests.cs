using FgClip.Kernels;

namespace FgClip.Tests.Kernels;

public unsafe class PanelLayoutTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(64, 16)]
    [InlineData(33, 50)]
    public void Tokens_come_back_from_a_panel_as_they_went_in(int tokens, int rows)
    {
        float[] given = [.. Enumerable.Range(1, tokens * rows)], back = new float[tokens * rows];
        using var panel = new PanelBuffer(rows, 2);
        var start = panel.At(1);

        PanelLayout.ToPanel(given, rows, start);
        Assert.Equal(given[^1], start[((rows - 1) * Panel.Width) + tokens - 1]);
        PanelLayout.AddToPanel(given, rows, start);
        PanelLayout.FromPanel(start, rows, back);

        Assert.Equal(given.Select(value => 2 * value), back);
        for (var row = 0; row < rows; row++)
        {
            for (var lane = tokens; lane < Panel.Width; lane++) Assert.Equal(0, start[(row * Panel.Width) + lane]);
        }
    }

    [Fact]
    public void A_panel_that_is_not_there_is_refused()
    {
        using var panels = new PanelBuffer(3, 2);

        Assert.Throws<ArgumentOutOfRangeException>(() => (nint)panels.At(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => (nint)panels.At(-1));
        panels.Dispose();
        Assert.Throws<ObjectDisposedException>(() => (nint)panels.At(0));
    }
}
