using System.Globalization;
using System.Text.Json;
using FgClip;
using SideBySide;
using SideBySide.Reporting;
using SideBySide.Sides;

// The same program is the comparison and, started again by itself, each of the sides.
switch (args)
{
    case ["ours", var folder, .. var threads]:
        using (var side = new OurSide(folder, Number(threads))) new SideLoop(side).Run(Console.In, Console.Out);
        return 0;
    case ["graphs", var folder, .. var threads]:
        using (var side = new OurSide(folder, Number(threads), usesGraphs: true)) new SideLoop(side).Run(Console.In, Console.Out);
        return 0;
    case ["torch", var folder, .. var threads]:
        using (var side = new TorchSide(folder, Number(threads))) new SideLoop(side).Run(Console.In, Console.Out);
        return 0;
    case ["torch-rank", var folder, var picture, .. var captions]:
        return TorchRank.Run(folder, picture, captions);
}

BenchOptions options;
try
{
    options = BenchOptions.Parse(args);
}
catch (ArgumentException error)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}

var others = OtherWork.Start();
var rows = new List<Row>();
var failed = false;
Attempt(() => new FeatureComparison(BenchCheckpoint.Base(options), "", options, Console.Error).Run());
Attempt(() => StartComparison.Run(options, Console.Error));
Attempt(() => ResampleComparison.Run(options, Console.Error));
if (options.Large)
{
    foreach (var size in (string[])["large", "so400m"])
    {
        Attempt(() => new FeatureComparison(BenchCheckpoint.OfSize(size, options), $"-{size}", options, Console.Error).Run());
    }
}

Table.Write(Console.Out, rows);
if (others?.Share() is > 0.02 and var share)
{
    Console.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"Other programs had {share:P0} of the processor meanwhile: on a busy machine these times mean little."));
}

if (options.Json is { } file) File.WriteAllText(file, JsonSerializer.Serialize(rows, BenchJson.Options));
return failed ? 1 : 0;

void Attempt(Func<IEnumerable<Row>> measure)
{
    try
    {
        rows.AddRange(measure());
    }
    catch (Exception error) when (error is SideFailedException or FgClipException)
    {
        Console.Error.WriteLine($"failed: {error.Message}");
        failed = true;
    }
}

static int? Number(string[] rest) => rest.Length == 0 ? null : int.Parse(rest[0], CultureInfo.InvariantCulture);
