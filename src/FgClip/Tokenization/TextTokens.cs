namespace FgClip.Tokenization;

/// <summary>A caption as token ids of a fixed length T.</summary>
public sealed class TextTokens
{
    internal TextTokens(int[] ids, int count, bool truncated, TokenSide paddingSide)
    {
        Ids = ids;
        Count = count;
        Truncated = truncated;
        PaddingSide = paddingSide;
    }

    /// <summary>The ids, [T], padding included. Owned by this object: do not write to it.</summary>
    public int[] Ids { get; }

    /// <summary>
    /// How many of the ids are not padding, 0 to T. Beginning and end tokens count, and so does a padding token that
    /// was written in the text.
    /// </summary>
    public int Count { get; }

    /// <summary>Where the ids that are not padding start: 0, or T − <see cref="Count"/> when padded on the left.</summary>
    public int Start => PaddingSide == TokenSide.Left ? Ids.Length - Count : 0;

    /// <summary>Whether the text had more tokens than fit.</summary>
    public bool Truncated { get; }

    /// <summary>The end at which padding was added.</summary>
    public TokenSide PaddingSide { get; }

    /// <summary>The attention mask, a new array [T]: 1 for tokens, 0 for padding.</summary>
    public int[] AttentionMask()
    {
        var mask = new int[Ids.Length];
        mask.AsSpan(Start, Count).Fill(1);
        return mask;
    }
}
