using SideBySide.Works;

namespace SideBySide.Sides;

/// <summary>One line that the comparison sends to a side's process.</summary>
/// <param name="Do">load, check, time, memory or product.</param>
/// <param name="Work">Name of the work.</param>
/// <param name="Form">How to compute.</param>
/// <param name="Seed">Which inputs.</param>
/// <param name="Repeats">Runs to time, each with inputs of its own.</param>
/// <param name="File">Where the features go, as float32.</param>
/// <param name="Product">Rows, inner and columns of a matrix product.</param>
internal sealed record SideCommand(
    string Do, string? Work = null, Form Form = Form.Plain, int Seed = 0, int Repeats = 1, string? File = null, int[]? Product = null);

/// <summary>One line that comes back.</summary>
/// <param name="Milliseconds">One number a run.</param>
/// <param name="Megabytes">The peak of memory during the run above what the process had before it.</param>
/// <param name="Error">Why there is no answer.</param>
internal sealed record SideAnswer(double[] Milliseconds, double? Megabytes = null, string? Error = null);
