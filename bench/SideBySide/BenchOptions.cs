using System.Globalization;

namespace SideBySide;

/// <summary>What was asked for on the command line.</summary>
internal sealed record BenchOptions
{
    /// <summary>Where checkpoints are kept between runs.</summary>
    public required string Cache { get; init; }

    /// <summary>The fgclip program.</summary>
    public required string Program { get; init; }

    /// <summary>The repository.</summary>
    public required string Root { get; init; }

    /// <summary>A tokenizer.json with 256,000 pieces; null to make do with that of the demonstration model.</summary>
    public string? Tokenizer { get; init; }

    /// <summary>File for the rows as JSON.</summary>
    public string? Json { get; init; }

    /// <summary>One process a side and few turns.</summary>
    public bool Quick { get; init; }

    /// <summary>The sizes of the large and so400m checkpoints too.</summary>
    public bool Large { get; init; }

    /// <summary>Processor threads of either side; null for one a core.</summary>
    public int? Threads { get; init; }

    /// <summary>Rows to measure; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Pairs of fresh processes.</summary>
    public int Rounds => Quick ? 1 : 3;

    /// <summary>Turns of each side in a pair of processes.</summary>
    public int Turns => Quick ? 3 : 5;

    public bool Wants(string work) => Only.Count == 0 || Only.Contains(work);

    /// <exception cref="ArgumentException">An option is not known or lacks its value.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> arguments)
    {
        string Value(int index) =>
            index < arguments.Count ? arguments[index] : throw new ArgumentException($"{arguments[index - 1]} needs a value");
        var root = Path.GetFullPath(Environment.CurrentDirectory);
        var options = new BenchOptions
        {
            Root = root,
            Cache = Path.Combine(root, "artifacts", "bench"),
            Program = Path.Combine(root, "src", "FgClip.Mcp", "bin", "Release", "net10.0", "fgclip"),
        };
        for (var index = 0; index < arguments.Count; index++)
        {
            options = arguments[index] switch
            {
                "--json" => options with { Json = Value(++index) },
                "--quick" => options with { Quick = true },
                "--large" => options with { Large = true },
                "--tokenizer" => options with { Tokenizer = Value(++index) },
                "--threads" => options with { Threads = int.Parse(Value(++index), CultureInfo.InvariantCulture) },
                "--only" => options with { Only = Value(++index).Split(',') },
                _ => throw new ArgumentException($"'{arguments[index]}' is not an option: --json FILE, --quick, --large, --tokenizer FILE, --threads N, --only WORK,…"),
            };
        }

        return options;
    }
}
