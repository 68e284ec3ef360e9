namespace SideBySide.Reporting;

/// <summary>Times of the same work.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public double Median
    {
        get
        {
            var sorted = _values.Order().ToArray();
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    public double Least => _values.Min();

    public void Add(IEnumerable<double> values) => _values.AddRange(values);
}
