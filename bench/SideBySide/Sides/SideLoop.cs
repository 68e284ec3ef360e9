using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using SideBySide.Works;

namespace SideBySide.Sides;

/// <summary>What a side's process does: a line in, a computation, a line out, until its input ends.</summary>
internal sealed class SideLoop(ISide side)
{
    private readonly Dictionary<string, Action> _products = [];

    public void Run(TextReader input, TextWriter output)
    {
        while (input.ReadLine() is { } line)
        {
            var command = JsonSerializer.Deserialize<SideCommand>(line)!;
            SideAnswer answer;
            try
            {
                answer = Execute(command);
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                answer = new SideAnswer([], Error: error.Message);
            }

            output.WriteLine(JsonSerializer.Serialize(answer));
            output.Flush();
        }
    }

    private SideAnswer Execute(SideCommand command)
    {
        switch (command.Do)
        {
            case "load":
                return new SideAnswer([Time(side.Load)]);
            case "product":
                return new SideAnswer(TimeProduct(command.Product!, command.Repeats));
        }

        var work = Work.Named(command.Work!);
        return command.Do switch
        {
            "check" => Check(work, command),
            "memory" => Measure(work, command),
            "time" => new SideAnswer([.. Enumerable.Range(0, command.Repeats).Select(
                repeat => Time(side.Prepare(work, command.Form, command.Seed + repeat)))]),
            _ => throw new InvalidOperationException($"'{command.Do}' is no command"),
        };
    }

    private SideAnswer Check(Work work, SideCommand command)
    {
        var features = side.Prepare(work, command.Form, command.Seed)();
        File.WriteAllBytes(command.File!, MemoryMarshal.AsBytes<float>(features));
        return new SideAnswer([]);
    }

    // The features are written too, so that a run of minutes need not be done twice.
    private SideAnswer Measure(Work work, SideCommand command)
    {
        var compute = side.Prepare(work, command.Form, command.Seed);
        var memory = ResidentMemory.Start();
        float[] features = [];
        var milliseconds = Time(() => features = compute());
        var peak = memory?.PeakMegabytes();
        if (command.File is { } file) File.WriteAllBytes(file, MemoryMarshal.AsBytes<float>(features));
        return new SideAnswer([milliseconds], peak);
    }

    private double[] TimeProduct(int[] product, int repeats)
    {
        var name = string.Join('x', product);
        if (!_products.TryGetValue(name, out var compute))
        {
            _products.Add(name, compute = side.PrepareProduct(product[0], product[1], product[2]));
            compute();
        }

        return [.. Enumerable.Range(0, repeats).Select(_ => Time(compute))];
    }

    private static double Time(Func<float[]> compute) => Time(() => { _ = compute(); });

    private static double Time(Action compute)
    {
        var start = Stopwatch.GetTimestamp();
        compute();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
