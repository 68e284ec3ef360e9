using System.Diagnostics.CodeAnalysis;

namespace FgClip.Checkpoints;

/// <summary>
/// All tensors of a checkpoint folder, from model.safetensors or from the shards of its index, mapped and not copied.
/// Thread-safe; the tensors are valid until it is disposed of.
/// </summary>
internal sealed class CheckpointTensors : IDisposable
{
    private const string SingleFile = "model.safetensors";

    private static readonly string[] OtherWeights =
        ["pytorch_model.bin", "pytorch_model.bin.index.json", "tf_model.h5", "flax_model.msgpack", "model.onnx"];

    private readonly Dictionary<string, CheckpointTensor> _tensors = new(StringComparer.Ordinal);
    private readonly List<SafetensorsFile> _files = [];
    private readonly List<string> _warnings = [];
    private readonly string _source;

    private CheckpointTensors(string source) => _source = source;

    /// <summary>The mapped files, by name.</summary>
    public IReadOnlyList<SafetensorsFile> Files => _files;

    /// <summary>All names.</summary>
    public IReadOnlyCollection<string> Names => _tensors.Keys;

    /// <summary>Oddities that change no value.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Opens the weights of a folder. Like Transformers, model.safetensors goes before an index.</summary>
    /// <exception cref="FgClipException">There are none, or a file is missing, malformed or contradicts the index.</exception>
    public static CheckpointTensors Open(string folder)
    {
        var single = Path.Combine(folder, SingleFile);
        var index = Path.Combine(folder, ShardIndexReader.FileName);
        var isSingle = File.Exists(single) || Directory.Exists(single);
        if (!isSingle && !File.Exists(index)) throw NoWeights(folder);
        var tensors = new CheckpointTensors(isSingle ? single : index);
        try
        {
            if (isSingle)
            {
                tensors.AddFile(single);
            }
            else
            {
                tensors.AddShards(folder, index);
            }

            return tensors;
        }
        catch
        {
            tensors.Dispose();
            throw;
        }
    }

    /// <summary>Whether every tensor can be read as float32 where it lies.</summary>
    public bool AreFloat32InPlace => _tensors.Values.All(tensor => tensor.IsFloat32InPlace);

    /// <summary>Whether there is a tensor of this name.</summary>
    public bool Contains(string name) => _tensors.ContainsKey(name);

    /// <summary>Finds a tensor whatever its shape.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out CheckpointTensor? tensor) => _tensors.TryGetValue(name, out tensor);

    /// <summary>The tensor of this name and shape; no shape means a scalar.</summary>
    /// <exception cref="FgClipException">It is missing or has another shape; the error names it, both shapes and the file.</exception>
    public CheckpointTensor Get(string name, params ReadOnlySpan<long> shape)
    {
        if (!_tensors.TryGetValue(name, out var tensor))
        {
            throw CheckpointError.Create(
                $"tensor {CheckpointError.Quote(name)} is missing", _source, expected: CheckpointError.Shape(shape));
        }

        return tensor.Shape.AsSpan().SequenceEqual(shape)
            ? tensor
            : throw CheckpointError.Create(
                $"tensor {CheckpointError.Quote(name)} has another shape",
                tensor.File,
                expected: CheckpointError.Shape(shape),
                got: CheckpointError.Shape(tensor.Shape.AsSpan()));
    }

    /// <summary>Unmaps all files; copies under way finish first.</summary>
    public void Dispose()
    {
        foreach (var file in _files) file.Dispose();
    }

    private void AddFile(string path)
    {
        var file = SafetensorsFile.Open(path);
        _files.Add(file);
        foreach (var tensor in file.Tensors) _tensors.Add(tensor.Name, tensor);
    }

    private void AddShards(string folder, string index)
    {
        var entries = ShardIndexReader.Read(index);
        var holders = new Dictionary<string, SafetensorsFile>(StringComparer.Ordinal);
        var shards = new Dictionary<string, SafetensorsFile>(StringComparer.Ordinal);
        foreach (var name in entries.Select(entry => entry.Shard).Distinct().Order(StringComparer.Ordinal))
        {
            var file = OpenShard(Path.Combine(folder, name), index);
            _files.Add(file);
            shards.Add(name, file);
            foreach (var tensor in file.Tensors)
            {
                if (holders.TryAdd(tensor.Name, file)) continue;
                throw CheckpointError.Create(
                    $"tensor {CheckpointError.Quote(tensor.Name)} is in two shards",
                    index,
                    got: $"{Path.GetFileName(holders[tensor.Name].Path)} and {name}");
            }
        }

        foreach (var (name, shard) in entries)
        {
            if (!shards[shard].TryGet(name, out var tensor))
            {
                throw CheckpointError.Create(
                    $"tensor {CheckpointError.Quote(name)} is not in the shard that the index names",
                    index,
                    expected: shard,
                    got: holders.TryGetValue(name, out var other) ? Path.GetFileName(other.Path) : "no shard that has it");
            }

            _tensors.Add(name, tensor);
        }

        // As in Transformers, what the index does not name is not loaded.
        var unlisted = holders.Keys.Where(name => !_tensors.ContainsKey(name)).Order(StringComparer.Ordinal)
            .Select(CheckpointError.Quote).ToList();
        if (unlisted.Count > 0)
        {
            _warnings.Add($"{index}: tensors of the shards that the index does not name are not used: {CheckpointError.List(unlisted)}.");
        }
    }

    private static SafetensorsFile OpenShard(string path, string index) =>
        File.Exists(path) || Directory.Exists(path)
            ? SafetensorsFile.Open(path)
            : throw CheckpointError.Create(
                "shard is missing", path, expected: $"the file that {index} names", remedy: "Download the checkpoint again.");

    private static FgClipException NoWeights(string folder)
    {
        var others = OtherWeights.Where(name => File.Exists(Path.Combine(folder, name))).ToList();
        return CheckpointError.Create(
            "folder has no safetensors weights",
            folder,
            expected: $"{SingleFile} or {ShardIndexReader.FileName}",
            got: others.Count > 0 ? string.Join(", ", others) : null,
            remedy: others.Count > 0
                ? "Convert the weights to safetensors: load them with Transformers and call save_pretrained(folder, safe_serialization=True)."
                : "Download the checkpoint's weights into the folder.");
    }
}
