using System.Globalization;

namespace FgClip.Checkpoints.Hub;

/// <summary>Fetches one blob: what is missing of it, in ranges side by side; checks it; and gives it its name.</summary>
/// <param name="client">The hub.</param>
/// <param name="options">Streams, ranges, retries.</param>
/// <param name="id">The model.</param>
/// <param name="commit">The commit that the file is of.</param>
/// <param name="file">The file.</param>
/// <param name="meter">Told of every byte and of pauses.</param>
internal sealed class BlobDownload(HubClient client, HubOptions options, HubModelId id, string commit, HubFile file, PullMeter meter)
{
    private const int BufferBytes = 128 << 10;

    /// <summary>Makes the blob, or finds that another process has made it.</summary>
    /// <param name="blob">Its path.</param>
    /// <param name="lockFile">The lock that fetching it takes.</param>
    /// <param name="cancellation">Stops it; what was fetched is kept.</param>
    /// <returns>Whether it was made now.</returns>
    /// <exception cref="HubFailure">The hub, the network or the content is at fault.</exception>
    public async Task<bool> RunAsync(string blob, string lockFile, CancellationToken cancellation)
    {
        using var held = await BlobLock.TakeAsync(
            lockFile, options.Time, () => meter.Note($"Another process is fetching {file.Name}; waiting for it."), cancellation).ConfigureAwait(false);
        if (IsThere(blob, file.Bytes))
        {
            meter.Had(file.Bytes);
            return false;
        }

        using var partial = PartialBlob.Open(blob, file.Bytes, options.RangeBytes);
        meter.Had(partial.Filled);
        await FillAsync(partial, cancellation).ConfigureAwait(false);
        Check(partial, blob, cancellation);
        partial.Finish();
        return true;
    }

    /// <summary>Whether a blob is there in full length.</summary>
    public static bool IsThere(string blob, long bytes) => new FileInfo(blob) is { Exists: true } info && info.Length == bytes;

    private async Task FillAsync(PartialBlob partial, CancellationToken cancellation)
    {
        var next = NextLacking(-1);
        if (next == partial.RangeCount) return;

        // The first stream tells whether the server knows ranges; only then do others start.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ranges = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var claim = new Lock();
        List<Task> streams = [StreamAsync(next, first: true)];
        try
        {
            if (await ranges.Task.ConfigureAwait(false))
            {
                while (streams.Count < options.Streams && Claim() is { } range) streams.Add(StreamAsync(range, first: false));
            }

            await Task.WhenAll(streams).ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false); // the other streams have nothing to go on for
            await Task.WhenAll(streams).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
            throw streams.Select(stream => stream.Exception?.InnerException).First(error => error is not null)!;
        }

        async Task StreamAsync(int range, bool first)
        {
            try
            {
                for (int? mine = range; mine is { } current; mine = Claim()) await RangeAsync(partial, current, ranges, stop.Token).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                if (first) ranges.TrySetResult(false); // nobody waits for an answer that never came
                if (error is not OperationCanceledException) await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }

        int? Claim()
        {
            lock (claim)
            {
                next = NextLacking(next);
                return next < partial.RangeCount ? next : null;
            }
        }

        int NextLacking(int after)
        {
            var range = after + 1;
            while (range < partial.RangeCount && partial.Lacking(range) is var (start, end) && start == end) range++;
            return range;
        }
    }

    // One range to its end; what a failed try has brought stays, and the next begins behind it.
    private async Task RangeAsync(PartialBlob partial, int range, TaskCompletionSource<bool> ranges, CancellationToken cancellation)
    {
        long received = 0;
        var retry = HubRetry.Create(options, meter.Note, () => received);
        await retry.ExecuteAsync(
            async token =>
            {
                var (start, end) = partial.Lacking(range);
                if (start == end) return;

                using var body = await client.OpenAsync(id, commit, file, start, end, token).ConfigureAwait(false);
                ranges.TrySetResult(body.IsPart); // without ranges one stream brings all
                var position = body.Start;
                var buffer = new byte[BufferBytes];
                int read;
                while ((read = await body.ReadAsync(buffer, token).ConfigureAwait(false)) > 0)
                {
                    meter.Received(read, partial.Write(position, buffer.AsSpan(0, read)), file.Name);
                    position += read;
                    received += Math.Max(0, position - start);
                    start = Math.Max(start, position);
                }

                var lacking = partial.Lacking(range);
                if (lacking.Start != lacking.End)
                {
                    throw HubFailures.Wrong(
                        $"{file.Name} ended early",
                        options.Endpoint,
                        $"{lacking.End} bytes",
                        $"{lacking.Start}",
                        "Run the same command again: what was fetched is kept.",
                        isTransient: true);
                }
            },
            cancellation).ConfigureAwait(false);
    }

    private void Check(PartialBlob partial, string blob, CancellationToken cancellation)
    {
        var want = file.Sha256 ?? (BlobHash.IsHash(file.ETag) ? file.ETag : null);
        if (want is null)
        {
            meter.Note($"{file.Name} could not be checked: the hub states no hash for it.");
            return;
        }

        long hashed = 0;
        var got = partial.Hash(want, bytes => meter.Hashed(hashed += bytes, file), cancellation);
        if (got == want) return;

        partial.Discard();
        throw new HubFailure(
            new FgClipException(
                FgClipErrorKind.Hub,
                "what came is not the file that the hub describes, and was thrown away",
                $"{id}: {file.Name}",
                string.Create(CultureInfo.InvariantCulture, $"{(want.Length == 40 ? "git SHA-1" : "SHA-256")} {want}"),
                got,
                $"Run the same command again. If it happens again, a proxy or mirror changes files: try without it. (The blob would be {Path.GetFileName(blob)}.)"),
            isTransient: false);
    }
}
