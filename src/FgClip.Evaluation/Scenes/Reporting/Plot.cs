using System.Globalization;
using System.Text;

namespace FgClip.Evaluation.Scenes.Reporting;

/// <summary>A plot as inline SVG: axes with a grid, curves and dots in the colours of the languages.</summary>
/// <param name="title">Above it.</param>
/// <param name="across">What the horizontal axis is, 0 to 1.</param>
/// <param name="up">What the vertical axis is.</param>
/// <param name="bottom">What the vertical axis starts with; it ends with 1.</param>
internal sealed class Plot(string title, string across, string up, double bottom = 0)
{
    private const double Width = 420, Height = 360, Left = 52, Right = 14, Top = 34, Bottom = 44;

    private readonly StringBuilder _marks = new();
    private readonly List<string> _series = [];

    /// <summary>A broken line from corner to corner.</summary>
    public void AddDiagonal() =>
        _marks.Append(CultureInfo.InvariantCulture, $"<line class=\"even\" x1=\"{X(0):F1}\" y1=\"{Y(0):F1}\" x2=\"{X(1):F1}\" y2=\"{Y(1):F1}\"/>");

    /// <summary>A curve through points.</summary>
    public void AddCurve(string language, IEnumerable<(double X, double Y)> points)
    {
        Name(language);
        var path = string.Join(' ', points.Select((point, i) => string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{X(point.X):F1} {Y(point.Y):F1}")));
        _marks.Append(CultureInfo.InvariantCulture, $"<path class=\"{language}\" d=\"{path}\"/>");
    }

    /// <summary>A dot that says more when it is pointed at.</summary>
    /// <param name="language">Its colour.</param>
    /// <param name="x">Across.</param>
    /// <param name="y">Up.</param>
    /// <param name="radius">In the plot's units, 420 wide.</param>
    /// <param name="tip">What it says.</param>
    /// <param name="ring">Drawn as a ring.</param>
    public void AddDot(string language, double x, double y, double radius, string tip, bool ring = false)
    {
        Name(language);
        _marks.Append(CultureInfo.InvariantCulture, $"""
            <circle class="{language}{(ring ? " ring" : "")}" cx="{X(x):F1}" cy="{Y(y):F1}" r="{radius:F1}"><title>{ReportPage.Text(tip)}</title></circle>
            """);
    }

    /// <summary>The plot with a line below it.</summary>
    public void AppendTo(StringBuilder page, string caption)
    {
        page.Append(CultureInfo.InvariantCulture, $"<figure><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{ReportPage.Text(title)}\">");
        for (var i = 0; i <= 5; i++)
        {
            var (x, y) = (i / 5.0, bottom + (1 - bottom) * i / 5);
            page.Append(CultureInfo.InvariantCulture, $"""
                <line class="grid" x1="{X(x):F1}" y1="{Y(bottom):F1}" x2="{X(x):F1}" y2="{Y(1):F1}"/><text x="{X(x):F1}" y="{Y(bottom) + 17:F1}" text-anchor="middle">{x:0.##}</text>
                <line class="grid" x1="{X(0):F1}" y1="{Y(y):F1}" x2="{X(1):F1}" y2="{Y(y):F1}"/><text x="{X(0) - 7:F1}" y="{Y(y) + 4:F1}" text-anchor="end">{y:0.##}</text>

                """);
        }

        page.Append(CultureInfo.InvariantCulture, $"""
            <text class="name" x="{Left}" y="20">{ReportPage.Text(title)}</text>
            <text x="{(X(0) + X(1)) / 2:F1}" y="{Height - 6:F1}" text-anchor="middle">{ReportPage.Text(across)}</text>
            <text transform="translate(13 {(Y(bottom) + Y(1)) / 2:F1}) rotate(-90)" text-anchor="middle">{ReportPage.Text(up)}</text>

            """);
        page.Append(_marks);
        for (var i = 0; i < _series.Count; i++)
        {
            page.Append(CultureInfo.InvariantCulture, $"<text class=\"{_series[i]}\" x=\"{Width - Right - 24 * (_series.Count - 1 - i)}\" y=\"20\" text-anchor=\"end\">{_series[i]}</text>");
        }

        page.Append(CultureInfo.InvariantCulture, $"</svg><figcaption>{ReportPage.Text(caption)}</figcaption></figure>\n");
    }

    private static double X(double value) => Left + value * (Width - Left - Right);

    private double Y(double value) => Top + (1 - Math.Clamp((value - bottom) / (1 - bottom), 0, 1)) * (Height - Top - Bottom);

    private void Name(string language)
    {
        if (!_series.Contains(language)) _series.Add(language);
    }
}
