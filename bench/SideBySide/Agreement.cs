using System.Globalization;
using System.Runtime.InteropServices;
using SideBySide.Sides;
using SideBySide.Works;

namespace SideBySide;

/// <summary>Whether both sides compute the same; nothing is timed before they do.</summary>
internal static class Agreement
{
    /// <summary>Of the largest value, as for the golden cases.</summary>
    private const double Tolerance = 1e-4;

    /// <summary>Lets both sides compute the same inputs; the largest error, absolute.</summary>
    /// <exception cref="SideFailedException">They differ.</exception>
    public static double Check(SideProcess ours, SideProcess peer, Work work, Form form)
    {
        var (left, right) = Compute(ours, peer, work, form);
        return Compare(left, right, $"{work.Name}, {form}");
    }

    /// <summary>The smallest cosine of the features of both sides where the peer computes in bfloat16.</summary>
    public static double WorstCosine(SideProcess ours, SideProcess peer, Work work)
    {
        var (left, right) = Compute(ours, peer, work, Form.Bfloat16);
        var length = left.Length / work.Count;
        return Enumerable.Range(0, work.Count).Min(index => (double)System.Numerics.Tensors.TensorPrimitives.CosineSimilarity(
            left.AsSpan(index * length, length), right.AsSpan(index * length, length)));
    }

    /// <summary>The largest absolute error of two files of float32.</summary>
    /// <exception cref="SideFailedException">They differ.</exception>
    public static double Compare(string ours, string peer, string what) => Compare(Read(ours), Read(peer), what);

    private static double Compare(float[] ours, float[] peer, string what)
    {
        double worst = 0, largest = 1;
        for (var index = 0; index < Math.Min(ours.Length, peer.Length); index++)
        {
            // Max hands on what is no number, which the test below then refuses.
            worst = Math.Max(worst, Math.Abs((double)ours[index] - peer[index]));
            largest = Math.Max(largest, Math.Abs((double)peer[index]));
        }

        if (ours.Length == peer.Length && worst <= Tolerance * largest) return worst;
        throw new SideFailedException(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: the sides differ by {worst:G3} (values up to {largest:G3}, {ours.Length} and {peer.Length} of them), so nothing is timed"));
    }

    private static (float[] Ours, float[] Peer) Compute(SideProcess ours, SideProcess peer, Work work, Form form)
    {
        var folder = Directory.CreateTempSubdirectory("side-by-side-").FullName;
        try
        {
            string left = Path.Combine(folder, "ours"), right = Path.Combine(folder, "peer");
            ours.Ask(new SideCommand("check", work.Name, form, File: left));
            peer.Ask(new SideCommand("check", work.Name, form, File: right));
            return (Read(left), Read(right));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static float[] Read(string file) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(file)).ToArray();
}
