using System.Globalization;
using FgClip.Checkpoints;
using FgClip.Kernels;
using SideBySide.Reporting;
using SideBySide.Sides;
using SideBySide.Works;

namespace SideBySide;

/// <summary>The rows of the model's work on one checkpoint: both sides in processes of their own, which take turns.</summary>
internal sealed class FeatureComparison(string folder, string suffix, BenchOptions options, TextWriter log)
{
    private readonly FgClip2Config _config = FgClip2Config.Read(Path.Combine(folder, "config.json"));
    private readonly Dictionary<(Work Work, string Side), Samples> _samples = [];
    private readonly Dictionary<Work, string> _agreement = [];
    private readonly Dictionary<Work, (double? Ours, double? Peer)> _memory = [];
    private double _peakOperationsPerMillisecond;
    private string _peakAt = "";

    /// <summary>Bfloat16 is worth a column where the processor multiplies it.</summary>
    private static bool HasBfloat16 { get; } =
        File.Exists("/proc/cpuinfo") && File.ReadAllText("/proc/cpuinfo").Contains("avx512_bf16", StringComparison.Ordinal);

    /// <summary>Graphs are worth a column where something else computes.</summary>
    private static bool HasKernels => PanelKernels.Best is not null;

    /// <exception cref="SideFailedException">A side could not run, or they differ.</exception>
    public IEnumerable<Row> Run()
    {
        var works = Work.All.Where(work => work != Work.Dense && options.Wants(work.Name)).ToArray();
        for (var round = 0; works.Length > 0 && round < options.Rounds; round++) RunPair(works, round);
        if (options.Wants(Work.Dense.Name) && suffix.Length == 0) RunDense();
        return _samples.Keys.Select(key => key.Work).Distinct().Select(RowOf).ToArray();
    }

    private void RunPair(Work[] works, int round)
    {
        using var ours = new SideProcess("ours", folder, options.Threads);
        using var peer = new SideProcess("torch", folder, options.Threads);
        using var graphs = HasKernels ? new SideProcess("graphs", folder, options.Threads) : null;
        Load(ours, peer);
        graphs?.Ask(new SideCommand("load"));
        if (round == 0)
        {
            // The first run of a process is the one that finds memory as it is after loading.
            if (works.Contains(Work.Image1024)) MeasureMemory(ours, peer, Work.Image1024);
            foreach (var work in works) Check(ours, peer, work);
        }

        foreach (var work in works)
        {
            Say($"{work.Name}, round {round + 1}");
            for (var turn = -1; turn < options.Turns; turn++)
            {
                var seed = 1 + (((round * (options.Turns + 1)) + turn + 1) * 100);
                var repeats = turn < 0 ? 1 : Repeats(work);
                Turn(ours, work, Form.Plain, "ours", seed, repeats, turn);
                Turn(peer, work, Form.Plain, "peer", seed, repeats, turn);
                if (graphs is not null) Turn(graphs, work, Form.Plain, "graphs", seed, 1, turn);
                if (work.Kind != WorkKind.ShortTexts) Turn(peer, work, Form.Padded, "padded", seed, 1, turn);
                if (HasBfloat16) Turn(peer, work, Form.Bfloat16, "bfloat16", seed, 1, turn);
            }

            MeasureProducts(ours, peer);
        }
    }

    // Minutes a run: one a side, which is also the one whose features are compared and whose memory is read.
    private void RunDense()
    {
        Say($"{Work.Dense.Name}: minutes");
        using var ours = new SideProcess("ours", folder, options.Threads);
        using var peer = new SideProcess("torch", folder, options.Threads);
        Load(ours, peer);
        MeasureProducts(ours, peer);
        MeasureMemory(ours, peer, Work.Dense);
    }

    private static void Load(SideProcess ours, SideProcess peer)
    {
        ours.Ask(new SideCommand("load"));
        peer.Ask(new SideCommand("load"));
    }

    private void Check(SideProcess ours, SideProcess peer, Work work)
    {
        var note = string.Create(CultureInfo.InvariantCulture, $"max error {Agreement.Check(ours, peer, work, Form.Plain):G2}");
        if (work.Kind != WorkKind.ShortTexts) Agreement.Check(ours, peer, work, Form.Padded);
        if (HasBfloat16) note += string.Create(CultureInfo.InvariantCulture, $", bf16 cosine {Agreement.WorstCosine(ours, peer, work):F5}");
        _agreement[work] = note;
    }

    private void MeasureMemory(SideProcess ours, SideProcess peer, Work work)
    {
        var files = Directory.CreateTempSubdirectory("side-by-side-").FullName;
        try
        {
            string left = Path.Combine(files, "ours"), right = Path.Combine(files, "peer");
            var our = ours.Ask(new SideCommand("memory", work.Name, File: left));
            var their = peer.Ask(new SideCommand("memory", work.Name, File: right));
            _agreement[work] = string.Create(
                CultureInfo.InvariantCulture, $"max error {Agreement.Compare(left, right, work.Name):G2}");
            _memory[work] = (our.Megabytes, their.Megabytes);
            if (work.Kind != WorkKind.Dense) return;
            SamplesOf(work, "ours").Add(our.Milliseconds);
            SamplesOf(work, "peer").Add(their.Milliseconds);
        }
        finally
        {
            Directory.Delete(files, recursive: true);
        }
    }

    private void Turn(SideProcess side, Work work, Form form, string column, int seed, int repeats, int turn)
    {
        var answer = side.Ask(new SideCommand("time", work.Name, form, seed, repeats));
        if (turn >= 0) SamplesOf(work, column).Add(answer.Milliseconds); // before that it warms up
    }

    // The products that the layers consist of, with as many rows as the larger works have; the fastest of all is the peak.
    private void MeasureProducts(SideProcess ours, SideProcess peer)
    {
        int width = _config.Vision.HiddenSize, inner = _config.Vision.IntermediateSize;
        foreach (var rows in (int[])[1024, 2048])
        {
            foreach (var shape in (int[][])[[rows, width, width], [rows, width, inner], [rows, inner, width]])
            {
                foreach (var (side, name) in ((SideProcess, string)[])[(ours, "ONNX Runtime"), (peer, "libtorch")])
                {
                    var least = side.Ask(new SideCommand("product", Repeats: 8, Product: shape)).Milliseconds.Min();
                    var speed = 2.0 * shape[0] * shape[1] * shape[2] / least;
                    if (speed <= _peakOperationsPerMillisecond) continue;
                    _peakOperationsPerMillisecond = speed;
                    _peakAt = $"{name} {string.Join('×', shape)}";
                }
            }
        }
    }

    private Row RowOf(Work work)
    {
        Samples ours = _samples[(work, "ours")], peer = _samples[(work, "peer")];
        var operations = FlopCount.Of(work, _config);
        var (ourMemory, peerMemory) = _memory.GetValueOrDefault(work);
        return new Row(
            work.Name + suffix,
            ours.Median,
            peer.Median,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{operations / 1e9:F1} GFLOP; of the peak {_peakOperationsPerMillisecond / 1e6:F0} GFLOP/s ({_peakAt}) ours {Share(ours):P0}, peer {Share(peer):P0}; least {ours.Least:F1} and {peer.Least:F1} ms, {ours.Count} turns; {_agreement[work]}"))
        {
            GraphsMs = _samples.GetValueOrDefault((work, "graphs"))?.Median,
            PeerPaddedMs = _samples.GetValueOrDefault((work, "padded"))?.Median,
            PeerBfloat16Ms = _samples.GetValueOrDefault((work, "bfloat16"))?.Median,
            OursPeakMb = ourMemory,
            PeerPeakMb = peerMemory,
        };

        double Share(Samples samples) => operations / samples.Median / _peakOperationsPerMillisecond;
    }

    private Samples SamplesOf(Work work, string column)
    {
        if (!_samples.TryGetValue((work, column), out var samples)) _samples.Add((work, column), samples = new Samples());
        return samples;
    }

    // About a second a turn.
    private int Repeats(Work work) => Math.Clamp((int)(2e11 / FlopCount.Of(work, _config)), 1, 8);

    private void Say(string what) => log.WriteLine($"… {what}{(suffix.Length == 0 ? "" : $" ({suffix.Trim('-')})")}");
}
