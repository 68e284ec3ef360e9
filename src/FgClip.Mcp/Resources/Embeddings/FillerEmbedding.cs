namespace FgClip.Mcp.Resources.Embeddings;

/// <summary>Vectors that follow from a number, so that another process can tell whether they are whole.</summary>
internal static class FillerEmbedding
{
    /// <summary>D of the published base checkpoint.</summary>
    private const int Dimensions = 768;

    /// <summary>The embedding of a number.</summary>
    public static StoredEmbedding Of(int number)
    {
        var vector = new float[Dimensions];
        for (var index = 0; index < Dimensions; index++) vector[index] = (number * 31L + index * 17L) % 1009 - 504;
        return new StoredEmbedding(new EmbeddingUri(EmbeddingUri.Text, "filler", $"{number:x32}"), new string('0', 64), "float32", "short", null, false, vector);
    }
}
