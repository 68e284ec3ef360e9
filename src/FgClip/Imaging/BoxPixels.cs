using System.Globalization;

namespace FgClip.Imaging;

/// <summary>
/// A box in pixels of the original picture: x to the right, y down, edges between pixels, so that the whole
/// picture is (0, 0, width, height). <c>X2</c> and <c>Y2</c> are not below <c>X1</c> and <c>Y1</c> in a box with area.
/// </summary>
public readonly record struct BoxPixels(double X1, double Y1, double X2, double Y2)
{
    /// <summary>X2 − X1.</summary>
    public double Width => X2 - X1;

    /// <summary>Y2 − Y1.</summary>
    public double Height => Y2 - Y1;

    /// <summary>Width · Height, 0 where a side is negative.</summary>
    public double Area => Math.Max(0, Width) * Math.Max(0, Height);

    /// <summary>Intersection over union with <paramref name="other"/>, 0 to 1; 0 where both are empty.</summary>
    public double IntersectionOverUnion(BoxPixels other)
    {
        var shared = SharedArea(other);
        var union = Area + other.Area - shared;
        return union > 0 ? shared / union : 0;
    }

    /// <summary>The area of what lies in both boxes.</summary>
    internal double SharedArea(BoxPixels other) => new BoxPixels(
        Math.Max(X1, other.X1), Math.Max(Y1, other.Y1), Math.Min(X2, other.X2), Math.Min(Y2, other.Y2)).Area;

    /// <summary><c>x1, y1, x2, y2</c>, the same in every culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{X1}, {Y1}, {X2}, {Y2}");
}
