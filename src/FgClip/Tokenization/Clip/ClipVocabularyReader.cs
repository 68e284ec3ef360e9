using System.IO.Compression;
using System.Text;
using FgClip.Checkpoints;

namespace FgClip.Tokenization.Clip;

/// <summary>
/// Reads CLIP's older files: vocab.json with merges.txt, or the merges alone (as OpenAI published them,
/// bpe_simple_vocab_16e6.txt, also gzipped), from which the vocabulary follows.
/// </summary>
internal static class ClipVocabularyReader
{
    /// <summary>The marker of the beginning.</summary>
    public const string Start = "<|startoftext|>";

    /// <summary>The marker of the end, of padding and of unknown bytes.</summary>
    public const string End = "<|endoftext|>";

    /// <summary>Merges of the published vocabulary: 49,408 pieces less the bytes, inside and at the end of words, and two markers.</summary>
    private const int PublishedMerges = 49408 - 512 - 2;

    private const int LongestFile = 10_000_000;

    /// <summary>Reads both files.</summary>
    /// <param name="vocabulary">vocab.json.</param>
    /// <param name="merges">merges.txt.</param>
    /// <exception cref="FgClipException">A file is missing or malformed, or the two do not fit each other.</exception>
    public static ClipDefinition Read(string vocabulary, string merges)
    {
        var pieces = ReadPieces(CheckpointJson.ReadObject(vocabulary));
        return Definition(pieces, MergesOf(Lines(ReadText(merges), merges), pieces, merges));
    }

    /// <summary>Reads merges alone; of more than the published ones the first are taken, as CLIP's own code does.</summary>
    /// <exception cref="FgClipException">The file is missing or malformed.</exception>
    public static ClipDefinition ReadMerges(string merges)
    {
        var lines = Lines(ReadText(merges), merges).Take(PublishedMerges).ToList();
        var pieces = new PieceTable(PublishedMerges);
        foreach (var value in ByteAlphabet.InOrder()) Add(ByteAlphabet.CharacterOf(value));
        foreach (var value in ByteAlphabet.InOrder()) Add(ByteAlphabet.CharacterOf(value) + ClipModel.WordEnd);
        foreach (var (left, right, _) in lines) Add(left + right);
        Add(Start);
        Add(End);
        return Definition(pieces, MergesOf(lines, pieces, merges));

        // Two ways to one piece share its first id.
        void Add(string piece) => pieces.TryAdd(Utf8(piece), pieces.Count);
    }

    /// <summary>The object piece → id of a vocabulary.</summary>
    public static PieceTable ReadPieces(JsonFields fields)
    {
        var pieces = new PieceTable(fields.Element.GetPropertyCount());
        foreach (var property in fields.Element.EnumerateObject())
        {
            pieces.TryAdd(Utf8(property.Name), fields.Int(property.Name, 0, 0, fields.Element.GetPropertyCount() - 1));
        }

        if (pieces.Count == 0) throw CheckpointError.Create("the vocabulary is empty", fields.File);
        // Ids are rows of the embedding table: 0, 1, 2 … without a hole, in any order.
        var seen = new bool[pieces.Count];
        for (var i = 0; i < pieces.Count; i++)
        {
            if (!seen[pieces.Id(i)])
            {
                seen[pieces.Id(i)] = true;
                continue;
            }

            var piece = System.Text.Encoding.UTF8.GetString(pieces.Piece(i));
            throw CheckpointError.Create(
                $"two pieces have the id {pieces.Id(i)}, {CheckpointError.Quote(piece)} is one of them", fields.File);
        }

        return pieces;
    }

    /// <summary>The merges in ids of a vocabulary.</summary>
    /// <param name="lines">Left half, right half, and the place of each for errors.</param>
    /// <param name="pieces">The vocabulary.</param>
    /// <param name="file">The file, for errors.</param>
    public static MergeTable MergesOf(IEnumerable<(string Left, string Right, int Line)> lines, PieceTable pieces, string file)
    {
        var merges = new MergeTable.Builder();
        foreach (var (left, right, line) in lines)
        {
            merges.Add(Find(left, line), Find(right, line), Find(left + right, line));
        }

        return merges.Build();

        int Find(string piece, int line) => pieces.Find(Utf8(piece)) is var id and >= 0
            ? id
            : throw CheckpointError.Create(
                $"merge {line} needs {CheckpointError.Quote(piece)}, which is not in the vocabulary",
                file,
                remedy: "Take all files of the tokenizer from the same checkpoint.");
    }

    private static ClipDefinition Definition(PieceTable pieces, MergeTable merges) => new()
    {
        Pieces = pieces,
        Merges = merges,
        UnknownToken = End,
        // The class's own tokens are looked for in the cleaned text, so that <|ENDOFTEXT|> is one too.
        AddedTokens = [new AddedToken(Start) { Special = true, Normalized = true }, new AddedToken(End) { Special = true, Normalized = true }],
    };

    private static List<(string Left, string Right, int Line)> Lines(string text, string file)
    {
        var lines = new List<(string Left, string Right, int Line)>();
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            // The first line tells the version, after the file's own name in OpenAI's.
            if (line.IsEmpty || (number == 1 && line.Contains("#version", StringComparison.Ordinal))) continue;
            var space = line.IndexOf(' ');
            if (space <= 0 || space == line.Length - 1 || line[(space + 1)..].Contains(' '))
            {
                throw CheckpointError.Create(
                    $"line {number} does not name two pieces", file, "a piece, a space and a piece", CheckpointError.Quote(line.ToString()));
            }

            lines.Add((line[..space].ToString(), line[(space + 1)..].ToString(), number));
        }

        return lines.Count > 0 ? lines : throw CheckpointError.Create("there are no merges", file, "two pieces a line");
    }

    private static string ReadText(string path)
    {
        var bytes = TokenizerReader.ReadAll(path, LongestFile);
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])) bytes = Unzip(bytes, path);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw CheckpointError.Create("is not valid UTF-8", path, inner: e);
        }
    }

    private static byte[] Unzip(byte[] bytes, string path)
    {
        try
        {
            using var zipped = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            var text = new byte[LongestFile + 1];
            var length = zipped.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            return length <= LongestFile
                ? text[..length]
                : throw CheckpointError.Create("the file is too large", path, $"at most {LongestFile} bytes unpacked");
        }
        catch (InvalidDataException e)
        {
            throw CheckpointError.Create("is not valid gzip", path, inner: e);
        }
    }

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
