using System.Buffers;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FgClip.Checkpoints;

/// <summary>Writes one synthetic checkpoint; every core fills and writes parts of the file at their own offsets.</summary>
internal sealed class SyntheticCheckpointWriter
{
    private const string WeightsFile = "model.safetensors";
    private const string PartialFile = "model.safetensors.partial";
    private const string ConfigFile = "config.json";
    private const string PreprocessorFile = "preprocessor_config.json";
    private const string Marker = "synthetic";

    /// <summary>Elements that are filled and written in one go: 2 MiB stay within a core's cache.</summary>
    private const int ChunkElements = 1 << 19;

    private readonly string _folder;
    private readonly byte[] _config;
    private readonly byte[] _preprocessor;
    private readonly byte[] _header;
    private readonly IReadOnlyList<SafetensorsEntry> _entries;
    private readonly Lock _reporting = new();
    private long _written;
    private double _reported;

    private SyntheticCheckpointWriter(
        IReadOnlyList<(string Name, long[] Shape)> parameters, string preprocessor, byte[] configBytes, string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            throw new FgClipException(FgClipErrorKind.Argument, "no folder to write to is given", got: CheckpointError.Quote(folder));
        }

        _config = configBytes;
        _preprocessor = System.Text.Encoding.UTF8.GetBytes(preprocessor);
        _entries = SafetensorsHeaderWriter.Place(parameters);
        _header = SafetensorsHeaderWriter.Write(
            _entries, new Dictionary<string, string> { ["format"] = "pt", [Marker] = "fgclip" });
        try
        {
            _folder = Path.GetFullPath(folder);
        }
        catch (Exception e) when (CheckpointFileReader.IsFileProblem(e))
        {
            throw Failed(CheckpointError.Quote(folder), e);
        }
    }

    /// <summary>Writes an FG-CLIP 2 checkpoint.</summary>
    public static SyntheticCheckpointWriter Of(FgClip2Config config, byte[] configBytes, string folder) => new(
        FgClip2Parameters.Of(config),
        string.Create(CultureInfo.InvariantCulture, $$"""
            {
             "do_normalize": true,
             "do_rescale": true,
             "do_resize": true,
             "dynamic_max_patches": true,
             "image_mean": [0.5, 0.5, 0.5],
             "image_processor_type": "Fgclip2ImageProcessor",
             "image_std": [0.5, 0.5, 0.5],
             "max_num_patches": 256,
             "patch_size": {{config.Vision.PatchSize}},
             "resample": 2,
             "rescale_factor": 0.00392156862745098
            }

            """),
        configBytes,
        folder);

    /// <summary>Writes a checkpoint of FG-CLIP's first version.</summary>
    public static SyntheticCheckpointWriter Of(FgClip1Config config, byte[] configBytes, string folder) => new(
        FgClip1Parameters.Of(config),
        string.Create(CultureInfo.InvariantCulture, $$"""
            {
             "crop_size": {{config.Vision.ImageSize}},
             "do_center_crop": true,
             "do_normalize": true,
             "do_rescale": true,
             "do_resize": true,
             "image_mean": [0.48145466, 0.4578275, 0.40821073],
             "image_processor_type": "CLIPImageProcessor",
             "image_std": [0.26862954, 0.26130258, 0.27577711],
             "resample": 3,
             "rescale_factor": 0.00392156862745098,
             "size": {{config.Vision.ImageSize}}
            }

            """),
        configBytes,
        folder);

    private (string Name, byte[] Bytes)[] SmallFiles => [(ConfigFile, _config), (PreprocessorFile, _preprocessor)];

    private string Partial => Path.Combine(_folder, PartialFile);

    private long Length => _header.Length + _entries[^1].End;

    /// <summary>Writes the folder, or finds it finished.</summary>
    public void Write(IProgress<double>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (IsFinished())
        {
            progress?.Report(1);
            return;
        }

        try
        {
            CheckContent();
            Directory.CreateDirectory(_folder);
            CheckSpace();
            // The weights come last: a folder that has them is complete.
            foreach (var (name, bytes) in SmallFiles) File.WriteAllBytes(Path.Combine(_folder, name), bytes);
            WriteWeights(progress, cancellationToken);
        }
        catch (Exception e) when (CheckpointFileReader.IsFileProblem(e))
        {
            throw Failed(_folder, e);
        }
    }

    /// <summary>Whether the folder already holds exactly this checkpoint; header and length tell.</summary>
    private bool IsFinished()
    {
        var config = Path.Combine(_folder, ConfigFile);
        var weights = Path.Combine(_folder, WeightsFile);
        if (!File.Exists(config) || !File.Exists(weights) || new FileInfo(config).Length != _config.Length) return false;
        if (!CheckpointFileReader.ReadAll(config, CheckpointJson.LongestFile).AsSpan().SequenceEqual(_config)) return false;
        using var handle = CheckpointFileReader.Open(weights, out var length);
        if (length != Length) return false;
        var header = new byte[_header.Length];
        CheckpointFileReader.ReadExactly(handle, header, 0, weights);
        return header.AsSpan().SequenceEqual(_header);
    }

    /// <summary>Nothing that is not ours is overwritten; what an interrupted run left behind is.</summary>
    private void CheckContent()
    {
        if (File.Exists(_folder))
        {
            throw new FgClipException(FgClipErrorKind.File, "is a file", _folder, expected: "a folder to write to");
        }

        if (!Directory.Exists(_folder)) return;
        var foreign = Directory.EnumerateFileSystemEntries(_folder).Select(path => Path.GetFileName(path)!)
            .Where(name => name is not (ConfigFile or PreprocessorFile or PartialFile)).Order(StringComparer.Ordinal).Take(21)
            .Select(CheckpointError.Quote).ToList();
        foreign.AddRange(
            from file in SmallFiles
            let path = Path.Combine(_folder, file.Name)
            where Path.Exists(path)
                && !CheckpointFileReader.ReadAll(path, CheckpointJson.LongestFile).AsSpan().SequenceEqual(file.Bytes)
            select $"{CheckpointError.Quote(file.Name)} of another checkpoint");
        if (foreign.Count == 0) return;
        throw new FgClipException(
            FgClipErrorKind.File,
            "folder is not empty",
            _folder,
            expected: "an empty or new folder",
            got: CheckpointError.List(foreign),
            remedy: "Choose another folder, or delete this one.");
    }

    private void CheckSpace()
    {
        long free;
        try
        {
            free = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(_folder)! : _folder).AvailableFreeSpace;
        }
        catch (Exception e) when (CheckpointFileReader.IsFileProblem(e))
        {
            // Network shares and some containers do not say: then writing itself will tell.
            return;
        }

        var needed = Length - (File.Exists(Partial) ? new FileInfo(Partial).Length : 0);
        if (free >= needed) return;
        throw new FgClipException(
            FgClipErrorKind.File,
            "there is not enough room on the disk",
            _folder,
            expected: string.Create(CultureInfo.InvariantCulture, $"{needed / 1e9:0.00} GB free"),
            got: string.Create(CultureInfo.InvariantCulture, $"{free / 1e9:0.00} GB"),
            remedy: "Choose a folder on another disk.");
    }

    private void WriteWeights(IProgress<double>? progress, CancellationToken cancellationToken)
    {
        // Not shared: a second process that writes to the same folder gets an error and not half of each other's file.
        using (var handle = File.OpenHandle(Partial, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            try
            {
                RandomAccess.Write(handle, _header, 0);
                var options = new ParallelOptions
                {
                    CancellationToken = cancellationToken,
                    MaxDegreeOfParallelism = Environment.ProcessorCount,
                };
                Parallel.ForEach(Chunks(), options, chunk => WriteChunk(handle, chunk, progress));
            }
            catch (Exception e)
            {
                handle.Dispose();
                File.Delete(Partial);
                foreach (var (name, _) in SmallFiles) File.Delete(Path.Combine(_folder, name));
                // Of the workers' failures the first tells enough; Write says what it means.
                if (e is AggregateException { InnerException: { } first }) ExceptionDispatchInfo.Throw(first);
                throw;
            }
        }

        File.Move(Partial, Path.Combine(_folder, WeightsFile));
        Report(progress, 0);
    }

    private IEnumerable<(SafetensorsEntry Entry, long First, int Count)> Chunks() =>
        from entry in _entries
        from chunk in Enumerable.Range(0, (int)((entry.ElementCount + ChunkElements - 1) / ChunkElements))
        let first = (long)chunk * ChunkElements
        select (entry, first, (int)Math.Min(ChunkElements, entry.ElementCount - first));

    private void WriteChunk(
        SafeFileHandle handle, (SafetensorsEntry Entry, long First, int Count) chunk, IProgress<double>? progress)
    {
        var (entry, first, count) = chunk;
        var rented = ArrayPool<float>.Shared.Rent(count);
        try
        {
            var values = rented.AsSpan(0, count);
            new SyntheticValues(entry.Name, entry.Shape.AsSpan()).Fill(first, values);
            var bytes = MemoryMarshal.AsBytes(values);
            RandomAccess.Write(handle, bytes, _header.Length + entry.Begin + (first * sizeof(float)));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }

        Report(progress, count);
    }

    /// <summary>Reports in steps of a hundredth; 1 comes with the last element.</summary>
    private void Report(IProgress<double>? progress, int count)
    {
        if (progress is null) return;
        lock (_reporting)
        {
            _written += count;
            // The last hundredth waits for the file to have its name.
            var part = count == 0 ? 1 : Math.Min(0.99, (double)_written * sizeof(float) / _entries[^1].End);
            if (part < 1 && part - _reported < 0.01) return;
            _reported = part;
            progress.Report(part);
        }
    }

    private static FgClipException Failed(string where, Exception e) => new(
        FgClipErrorKind.File, "synthetic checkpoint cannot be written", where, got: CheckpointFileReader.TrimEnd(e.Message), inner: e);
}
