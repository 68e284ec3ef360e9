using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FgClip.Mcp.Resources.Embeddings;

namespace FgClip.Mcp.Results;

/// <summary>How answers are written: snake_case names, readable Chinese, nulls kept so that every member is always there.</summary>
[JsonSerializable(typeof(RankCaptionsAnswer))]
[JsonSerializable(typeof(RankImagesAnswer))]
[JsonSerializable(typeof(LocateAnswer))]
[JsonSerializable(typeof(CheckAnswer))]
[JsonSerializable(typeof(CheckCaptionsAnswer))]
[JsonSerializable(typeof(EmbedAnswer))]
[JsonSerializable(typeof(EmbeddingContent))]
[JsonSerializable(typeof(EmbeddingStats))]
[JsonSerializable(typeof(CacheAnswer))]
[JsonSerializable(typeof(SimilarityAnswer))]
[JsonSerializable(typeof(ClassifyAnswer))]
[JsonSerializable(typeof(VerifyAnswer))]
[JsonSerializable(typeof(ServerStatusAnswer))]
[JsonSerializable(typeof(ClaimEvaluationAnswer))]
[JsonSerializable(typeof(SceneEvaluationAnswer))]
[JsonSerializable(typeof(SceneSetAnswer))]
[JsonSerializable(typeof(CalibrationAnswer))]
[JsonSerializable(typeof(ModelListAnswer))]
[JsonSerializable(typeof(PullAnswer))]
[JsonSerializable(typeof(ExportAnswer))]
[JsonSerializable(typeof(SelfCheckAnswer))]
[JsonSerializable(typeof(ConfigAnswer))]
internal sealed partial class AnswerJson : JsonSerializerContext
{
    /// <summary>Everything but what JSON itself demands stays unescaped: no HTML page embeds these answers.</summary>
    private static readonly AnswerJson Relaxed = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    });

    /// <summary>Without white space, for readers that pay by the token.</summary>
    private static readonly AnswerJson Compact = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The answer as JSON in one line.</summary>
    public static string WriteCompact<T>(T answer) => JsonSerializer.Serialize(answer, typeof(T), Compact);

    /// <summary>The answer as indented JSON.</summary>
    public static string Write<T>(T answer) => JsonSerializer.Serialize(answer, typeof(T), Relaxed);
}
