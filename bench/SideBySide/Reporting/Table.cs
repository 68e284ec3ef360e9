using System.Globalization;

namespace SideBySide.Reporting;

/// <summary>Rows as text, aligned.</summary>
internal static class Table
{
    private static readonly string[] Head =
        ["work", "ours ms", "peer ms", "ratio", "graphs ms", "padded ms", "bf16 ms", "ours +MB", "peer +MB", "note"];

    public static void Write(TextWriter output, IReadOnlyList<Row> rows)
    {
        List<string[]> lines = [Head, .. rows.Select(Cells)];
        var widths = Enumerable.Range(0, Head.Length).Select(column => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
        {
            // names and notes to the left, numbers to the right
            var cells = line.Select((cell, column) =>
                column == 0 || column == Head.Length - 1 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    private static string[] Cells(Row row) =>
    [
        row.Work,
        Number(row.OursMs),
        Number(row.PeerMs),
        row.Ratio.ToString("F2", CultureInfo.InvariantCulture),
        Number(row.GraphsMs),
        Number(row.PeerPaddedMs),
        Number(row.PeerBfloat16Ms),
        Number(row.OursPeakMb),
        Number(row.PeerPeakMb),
        row.Note,
    ];

    private static string Number(double? value) =>
        value is { } known ? known.ToString(known < 100 ? "F1" : "F0", CultureInfo.InvariantCulture) : "";
}
