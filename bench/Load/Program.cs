using System.Globalization;
using Load;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["memory", var folder, .. var budgets]:
        await MemoryUse.MeasureAsync(folder, [.. (budgets is [] ? ["1024"] : budgets).Select(int.Parse)]);
        return 0;
    case ["concurrency", var folder, .. var rest]:
        await Concurrency.MeasureAsync(folder, rest is [var seconds] ? int.Parse(seconds) : 30);
        return 0;
    case ["cache", var folder]:
        await CacheTimes.MeasureAsync(folder);
        return 0;
    default:
        Console.Error.WriteLine("Load memory CHECKPOINT [MAX_PATCHES...] | Load concurrency CHECKPOINT [SECONDS] | Load cache CHECKPOINT");
        return 2;
}
