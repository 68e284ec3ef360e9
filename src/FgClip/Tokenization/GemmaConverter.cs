using System.Globalization;

namespace FgClip.Tokenization;

/// <summary>
/// Turns a SentencePiece model into the byte-pair model that Transformers 4.57 makes of it for Gemma tokenizers
/// (convert_slow_tokenizer.py, GemmaConverter), so that tokenizer.model alone gives the ids of tokenizer.json.
/// </summary>
internal static class GemmaConverter
{
    // Marked as special by the converter although the model says user-defined.
    private static readonly HashSet<string> TurnTokens = new(StringComparer.Ordinal) { "<start_of_turn>", "<end_of_turn>" };

    /// <summary>Converts a model.</summary>
    /// <param name="model">The SentencePiece model.</param>
    /// <param name="config">What names the padding, end and beginning tokens, which become the ids 0, 1 and 2.</param>
    /// <param name="file">The model's file, for errors.</param>
    /// <exception cref="FgClipException">The model contradicts itself or the configuration.</exception>
    public static TokenizerDefinition Convert(SentencePieceModel model, TokenizerConfig config, string file)
    {
        const int named = 3;
        if (model.Pieces.Count <= named)
        {
            throw new FgClipException(
                FgClipErrorKind.Checkpoint,
                "the model has too few pieces",
                file,
                "the padding, end and beginning tokens and a vocabulary",
                string.Create(CultureInfo.InvariantCulture, $"{model.Pieces.Count} pieces"));
        }

        var own = OwnTable(model, file);
        var (pieces, scores) = Vocabulary(model, config, file);
        var merges = Merges(own, pieces, scores, file);
        var settings = new BpeSettings { UnknownToken = model.UnknownPiece, FuseUnknown = true, ByteFallback = true };
        return new TokenizerDefinition
        {
            Pieces = pieces,
            Merges = merges,
            Settings = settings,
            Normalizer = new TextNormalizer([NormalizerStep.Replace(" ", "▁")]),
            Separators = [" "],
            AddedTokens =
            [
                .. from piece in model.Pieces
                   where piece.Type is SentencePieceType.Control or SentencePieceType.UserDefined
                   select new AddedToken(piece.Text)
                   {
                       Special = piece.Type == SentencePieceType.Control || TurnTokens.Contains(piece.Text),
                   },
            ],
        };
    }

    /// <summary>The model's own pieces and ids, and "\t" beside its byte where it is missing: halves of merges come from here.</summary>
    private static PieceTable OwnTable(SentencePieceModel model, string file)
    {
        var own = new PieceTable(model.Pieces.Count);
        for (var id = 0; id < model.Pieces.Count; id++)
        {
            if (own.TryAdd(System.Text.Encoding.UTF8.GetBytes(model.Pieces[id].Text), id)) continue;
            throw new FgClipException(FgClipErrorKind.Checkpoint, $"the piece '{model.Pieces[id].Text}' appears twice", file);
        }

        if (own.Find("<0x09>"u8) is var tab and >= 0) own.TryAdd("\t"u8, tab);
        return own;
    }

    /// <summary>
    /// The vocabulary: the three named tokens, then the other pieces, the byte 9 under the name "\t" unless that is a
    /// piece. Of equal names the last id and score count, in the place of the first, as in a Python dict.
    /// </summary>
    private static (PieceTable Pieces, List<double> Scores) Vocabulary(
        SentencePieceModel model, TokenizerConfig config, string file)
    {
        var pieces = new PieceTable(model.Pieces.Count);
        var scores = new List<double>(model.Pieces.Count);
        var hasTab = model.Pieces.Any(piece => piece.Text == "\t");
        string?[] names = [config.PadToken, config.EosToken, config.BosToken];
        for (var id = 0; id < model.Pieces.Count; id++)
        {
            var piece = model.Pieces[id];
            var (text, score) = id < names.Length ? (names[id], 0)
                : piece.Text == "<0x09>" && !hasTab ? ("\t", 0)
                : (piece.Text, (double)piece.Score);
            if (text is null)
                throw new FgClipException(FgClipErrorKind.Checkpoint, "tokenizer.model needs a pad_token, eos_token and bos_token", file);
            var utf8 = System.Text.Encoding.UTF8.GetBytes(text);
            if (pieces.TryAdd(utf8, id))
            {
                scores.Add(score);
                continue;
            }

            var index = pieces.IndexOf(utf8);
            pieces.SetId(index, id);
            scores[index] = score;
        }

        return (pieces, scores);
    }

    /// <summary>
    /// Every way to cut a piece into two pieces of the model, by falling score of the whole, then length of the left
    /// half, then of the right half; what is equal stays in the order of the vocabulary (generate_merges). Lengths are
    /// in code points.
    /// </summary>
    private static MergeTable Merges(PieceTable own, PieceTable pieces, List<double> scores, string file)
    {
        var candidates = new List<Candidate>();
        for (var i = 0; i < pieces.Count; i++)
        {
            var whole = pieces.Piece(i);
            var length = CountCharacters(whole);
            var left = 1;
            for (var cut = NextCharacter(whole, 0); cut < whole.Length; cut = NextCharacter(whole, cut), left++)
            {
                if (own.Find(whole[..cut]) < 0 || own.Find(whole[cut..]) < 0) continue;
                if (candidates.Count == BpeJsonReader.MostMerges)
                    throw new FgClipException(FgClipErrorKind.Checkpoint, $"there are more than {BpeJsonReader.MostMerges} merges", file);
                candidates.Add(new Candidate(
                    scores[i], left, length - left, i, Find(pieces, whole[..cut], file), Find(pieces, whole[cut..], file)));
            }
        }

        candidates.Sort();
        var merges = new MergeTable.Builder();
        foreach (var candidate in candidates) merges.Add(candidate.Left, candidate.Right, pieces.Id(candidate.Whole));
        return merges.Build();
    }

    private static int Find(PieceTable pieces, ReadOnlySpan<byte> piece, string file)
    {
        var id = pieces.Find(piece);
        if (id >= 0) return id;
        throw new FgClipException(
            FgClipErrorKind.Checkpoint,
            $"a merge needs '{System.Text.Encoding.UTF8.GetString(piece)}', which is not in the vocabulary",
            file,
            remedy: "Check pad_token, eos_token and bos_token in tokenizer_config.json.");
    }

    private static int NextCharacter(ReadOnlySpan<byte> utf8, int index)
    {
        do index++;
        while (index < utf8.Length && (utf8[index] & 0xC0) == 0x80);
        return index;
    }

    private static int CountCharacters(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var value in utf8)
        {
            if ((value & 0xC0) != 0x80) count++;
        }

        return count;
    }

    /// <summary>A merge before its rank is known; <paramref name="Whole"/> is an index, the halves are ids.</summary>
    private readonly record struct Candidate(
        double Score, int LeftLength, int RightLength, int Whole, int Left, int Right) : IComparable<Candidate>
    {
        public int CompareTo(Candidate other)
        {
            var order = other.Score.CompareTo(Score);
            if (order == 0) order = other.LeftLength.CompareTo(LeftLength);
            if (order == 0) order = other.RightLength.CompareTo(RightLength);
            return order == 0 ? Whole.CompareTo(other.Whole) : order;
        }
    }
}
