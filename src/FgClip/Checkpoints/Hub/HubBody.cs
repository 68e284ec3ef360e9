using System.Net;

namespace FgClip.Checkpoints.Hub;

/// <summary>The bytes of an answer as they come. A pause that is too long, or a cut connection, is a <see cref="HubFailure"/>.</summary>
internal sealed class HubBody(HttpResponseMessage response, long start, TimeSpan stallTimeout, HubFailures failures) : IDisposable
{
    private Stream? _stream;

    /// <summary>Where in the file the first byte lies.</summary>
    public long Start { get; } = start;

    /// <summary>Whether it is the part that was asked for, and not the whole file.</summary>
    public bool IsPart => response.StatusCode == HttpStatusCode.PartialContent;

    /// <summary>Reads some bytes.</summary>
    /// <returns>How many; 0 at the end.</returns>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(stallTimeout);
        var uri = response.RequestMessage!.RequestUri!;
        try
        {
            _stream ??= await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
            return await _stream.ReadAsync(buffer, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw HubFailures.Silence(uri, stallTimeout);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw failures.OfTransport(error, uri);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => response.Dispose();
}
