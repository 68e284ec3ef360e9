using System.Diagnostics;
using FgClip.Encoding.Caching;
using FgClip.Inference;
using FgClip.Inference.Jobs;
using FgClip.Inference.Timings;
using FgClip.Model;
using FgClip.Tokenization;

namespace FgClip.Encoding;

/// <summary>
/// Texts to features: lower-cases and tokenises on the caller's side, looks the ids up, and lets the core compute those
/// that are missing, each once. Thread-safe.
/// </summary>
internal sealed class TextEncoder(
    ModelFamily family, Lazy<ITextTokenizer> tokenizer, IModelEngine engine, InferenceCore core, ModelWork work, long cacheBytes)
{
    /// <summary>What an entry holds beside ids and feature: nodes, objects.</summary>
    private const long EntryBytes = 400;

    private readonly FeatureCache<TextKey, float[]> _features = new(
        cacheBytes, static (key, feature) => (key.Ids.LongLength * sizeof(int)) + (feature.LongLength * sizeof(float)) + EntryBytes);

    private readonly SharedComputations<TextKey, float[]> _underWay = new();
    private readonly CacheCounters _counters = new("texts");

    public CacheStatus CacheStatus => _counters.With(_features.Size, cacheBytes);

    public async Task<EncodedText[]> EncodeAsync(IReadOnlyList<string> texts, TextKind kind, CancellationToken cancellation)
    {
        var tokens = await Task.Run(() => Tokenize(texts, kind), cancellation).ConfigureAwait(false);
        var features = await EncodeTokensAsync(tokens, kind, cancellation).ConfigureAwait(false);

        var start = Stopwatch.GetTimestamp();
        EncodedText[] encoded = [.. tokens.Zip(features, (one, feature) => new EncodedText(kind, one.Ids, one.Count, one.Truncated, feature))];
        StageTimings.AddSince(Stage.Post, start);
        return encoded;
    }

    /// <summary>Sequences of which every token counts.</summary>
    /// <exception cref="FgClipException">A sequence is too long, or an id is outside the vocabulary.</exception>
    public Task<float[][]> EncodeIdsAsync(IReadOnlyList<int[]> sequences, TextKind kind, CancellationToken cancellation) =>
        EncodeAsync(sequences, null, kind, cancellation);

    /// <summary>Padded sequences.</summary>
    /// <exception cref="FgClipException">A sequence is too long, or an id is outside the vocabulary.</exception>
    public Task<float[][]> EncodeTokensAsync(TextTokens[] tokens, TextKind kind, CancellationToken cancellation) =>
        EncodeAsync([.. tokens.Select(one => one.Ids)], tokens, kind, cancellation);

    private TextTokens[] Tokenize(IReadOnlyList<string> texts, TextKind kind)
    {
        var length = family.TextTables.LengthOf(kind);
        return [.. texts.Select(text => tokenizer.Value.Encode(family.Prepare(text), length))];
    }

    private async Task<float[][]> EncodeAsync(
        IReadOnlyList<int[]> sequences, TextTokens[]? tokens, TextKind kind, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var ids in sequences) Check(ids, kind);
        TextKey[] keys = [.. sequences.Select((ids, index) => new TextKey(kind, family.Deciding(ids), family.MasksText && tokens is not null ? tokens[index].Count : ids.Length))];
        var features = keys.Select(Known).ToArray();
        if (features.Contains(null))
        {
            await Task.Run(() => engine.LoadText(kind), cancellation).ConfigureAwait(false);
            var call = new CallTicket();
            using var together = core.Hold(); // or the first text would run alone
            for (var index = 0; index < keys.Length; index++)
            {
                features[index] ??= JoinOrStart(keys[index], tokens?[index], call, cancellation);
            }
        }

        return await Task.WhenAll(features!).ConfigureAwait(false);
    }

    private Task<float[]>? Known(TextKey key)
    {
        if (!_features.TryGet(key, out var known)) return null;

        _counters.Hit();
        return Task.FromResult(known);
    }

    private Task<float[]> JoinOrStart(TextKey key, TextTokens? tokens, CallTicket call, CancellationToken cancellation)
    {
        if (_underWay.TryJoin(key, null, cancellation) is { } joined)
        {
            _counters.Join();
            return joined;
        }

        _counters.Miss();
        return _underWay.JoinOrStart(
            key, (_, stop) => ComputeAsync(key, family.MasksText ? tokens?.AttentionMask() : null, call, stop), null, cancellation);
    }

    private async Task<float[]> ComputeAsync(TextKey key, int[]? mask, CallTicket call, CancellationToken cancellation)
    {
        var feature = await core.RunAsync(new TextJob(key.Ids, mask, key.Kind, work.Text(key.Ids.Length), call, cancellation)).ConfigureAwait(false);
        _features.Add(key, feature);
        return feature;
    }

    private void Check(int[] ids, TextKind kind)
    {
        var longest = family.TextTables.LengthOf(kind);
        if (ids.Length == 0 || ids.Length > longest)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument, "token sequence has the wrong length", expected: $"1 to {longest} ids for a {kind} text", got: $"{ids.Length}");
        }

        var place = Array.FindIndex(ids, id => (uint)id >= (uint)family.TextTables.VocabSize);
        if (place < 0) return;
        throw new FgClipException(
            FgClipErrorKind.Argument,
            $"token id at position {place} is outside the vocabulary",
            expected: $"0 to {family.TextTables.VocabSize - 1}",
            got: $"{ids[place]}");
    }
}
