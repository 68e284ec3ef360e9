using System.Numerics.Tensors;
using FgClip.Checkpoints;
using FgClip.Encoding;

namespace FgClip.Model;

/// <summary>
/// Token ids to the text tower's input. Rows of the token table are read straight from the mapped file, so that a
/// table of 256,000 rows costs no memory of ours. Thread-safe.
/// </summary>
internal sealed class TokenEmbedding
{
    private readonly TextTables _tables;
    private readonly CheckpointTensor _tokens;
    private readonly float[] _shortPositions; // [T,H]
    private readonly float[] _longPositions;  // [L,H]

    public TokenEmbedding(TextTables tables, CheckpointTensors tensors)
    {
        _tables = tables;
        var width = tables.Width;
        _tokens = tensors.Get("text_model.embeddings.token_embedding.weight", tables.VocabSize, width);

        _shortPositions = Read("position_embedding", tables.ShortLength);
        // Long texts take the first keep_len rows of one table and the rest of the other.
        _longPositions = Read("position_embedding_res", tables.LongLength);
        Read("position_embedding_ori", tables.LongLength)
            .AsSpan(0, tables.KeepLength * width)
            .CopyTo(_longPositions);

        float[] Read(string table, int rows)
        {
            var tensor = tensors.Get($"text_model.embeddings.{table}.weight", rows, width);
            var values = new float[tensor.ElementCount];
            tensor.CopyTo(values);
            return values;
        }
    }

    /// <summary>Longest sequence that a kind of text takes.</summary>
    public int LengthOf(TextKind kind) => _tables.LengthOf(kind);

    /// <summary>Writes token + position embeddings of one sequence [T] to <paramref name="target"/> [T,H].</summary>
    public void Embed(ReadOnlySpan<int> ids, TextKind kind, Span<float> target)
    {
        var width = _tables.Width;
        var positions = kind == TextKind.Long ? _longPositions : _shortPositions;
        if (ids.Length > LengthOf(kind) || target.Length != ids.Length * width)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                "token sequence has the wrong length",
                expected: $"at most {LengthOf(kind)} ids for a {kind} text",
                got: $"{ids.Length}");
        }

        for (var position = 0; position < ids.Length; position++)
        {
            var id = ids[position];
            if ((uint)id >= (uint)_tables.VocabSize)
            {
                throw new FgClipException(
                    FgClipErrorKind.Argument,
                    $"token id at position {position} is outside the vocabulary",
                    expected: $"0 to {_tables.VocabSize - 1}",
                    got: $"{id}");
            }

            var row = target.Slice(position * width, width);
            _tokens.CopyRow(id, row);
            TensorPrimitives.Add(row, positions.AsSpan(position * width, width), row);
        }
    }
}
