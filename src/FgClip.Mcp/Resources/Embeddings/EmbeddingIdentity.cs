using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Mcp.Answers;

namespace FgClip.Mcp.Resources.Embeddings;

/// <summary>
/// Describes features for keeping. A handle's id is a hash of all that decides the numbers, so that equal work has one
/// handle and a handle never means something else: content, frame, patch budget, text kind, model and precision.
/// </summary>
internal static class EmbeddingIdentity
{
    /// <summary>Digits of an id: 128 bits.</summary>
    private const int Digits = 32;

    /// <summary>The feature of a picture.</summary>
    /// <param name="encoder">What computed it.</param>
    /// <param name="picture">What the model saw.</param>
    /// <param name="image">The feature.</param>
    public static StoredEmbedding Of(FgClipEncoder encoder, Picture picture, EncodedImage image)
    {
        // A turned picture has the file's hash, but other pixels.
        var frame = picture.ExifOrientation == 1 || picture.ExifIgnored ? "stored" : "turned";
        var id = IdOf(encoder, EmbeddingUri.Image, picture.ContentHash, frame, image.Budget.ToString(CultureInfo.InvariantCulture));
        return new StoredEmbedding(
            new EmbeddingUri(EmbeddingUri.Image, encoder.Checkpoint.Card.Name, id),
            encoder.Checkpoint.Hash,
            ModelNotes.PrecisionOf(encoder),
            null,
            image.Budget,
            false,
            image.Feature);
    }

    /// <summary>The feature of a text.</summary>
    /// <param name="encoder">What computed it.</param>
    /// <param name="text">The text as the caller gave it.</param>
    /// <param name="encoded">The feature.</param>
    public static StoredEmbedding Of(FgClipEncoder encoder, string text, EncodedText encoded)
    {
        var kind = TextKindNames.Of(encoded.Kind);
        var id = IdOf(encoder, EmbeddingUri.Text, text, kind);
        return new StoredEmbedding(
            new EmbeddingUri(EmbeddingUri.Text, encoder.Checkpoint.Card.Name, id),
            encoder.Checkpoint.Hash,
            ModelNotes.PrecisionOf(encoder),
            kind,
            null,
            encoded.Truncated,
            encoded.Feature);
    }

    // SHA-256 over the parts, each preceded by its length, so that no two lists of parts run together.
    private static string IdOf(FgClipEncoder encoder, params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, encoder.Checkpoint.Hash);
        Append(hash, encoder.Checkpoint.Card.Name);
        Append(hash, ModelNotes.PrecisionOf(encoder));
        foreach (var part in parts) Append(hash, part);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }

    private static void Append(IncrementalHash hash, string part)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(part);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
