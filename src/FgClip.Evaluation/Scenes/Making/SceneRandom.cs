namespace FgClip.Evaluation.Scenes.Making;

/// <summary>
/// Numbers that look random and depend on a seed and a scene's place alone, on every machine and in every version of the
/// runtime (SplitMix64). One scene, one thread.
/// </summary>
/// <param name="seed">The seed of the whole set.</param>
/// <param name="index">The scene in it.</param>
internal sealed class SceneRandom(int seed, int index)
{
    private ulong _state = Mix((ulong)(uint)seed) ^ Mix(0x5CE9E000_00000000UL + (ulong)index);
    private double _spare = double.NaN;

    /// <summary>A whole number from 0 up to and without <paramref name="end"/>, which is at least 1.</summary>
    public int Below(int end) => (int)(Fraction() * end);

    /// <summary>True in a share of all calls.</summary>
    public bool Chance(double share) => Fraction() < share;

    /// <summary>One of the items, each as likely as the others.</summary>
    public T Choose<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>One of the items, as likely as its weight; weights are not negative and not all 0.</summary>
    public T Choose<T>(params ReadOnlySpan<(double Weight, T Item)> items)
    {
        var total = 0.0;
        foreach (var (weight, _) in items) total += weight;
        var at = Fraction() * total;
        var chosen = items[0].Item;
        foreach (var (weight, item) in items)
        {
            if (weight <= 0) continue;
            chosen = item;
            at -= weight;
            if (at < 0) break;
        }

        return chosen;
    }

    /// <summary>The items in another order, all orders as likely.</summary>
    public T[] Shuffle<T>(IEnumerable<T> items)
    {
        T[] shuffled = [.. items];
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var other = Below(i + 1);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }

        return shuffled;
    }

    /// <summary>A normally distributed number with mean 0 and deviation 1, by the polar method.</summary>
    public double Normal()
    {
        if (!double.IsNaN(_spare))
        {
            var kept = _spare;
            _spare = double.NaN;
            return kept;
        }

        while (true)
        {
            double x = 2 * Fraction() - 1, y = 2 * Fraction() - 1, square = x * x + y * y;
            if (square is 0 or >= 1) continue;
            var scale = Math.Sqrt(-2 * Math.Log(square) / square);
            _spare = y * scale;
            return x * scale;
        }
    }

    // 0 up to and without 1, in steps of 2⁻⁵³.
    private double Fraction()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return (Mix(_state) >> 11) * (1.0 / (1UL << 53));
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
