using FgClip.Analysis.Mismatch.Claims;

namespace FgClip.Analysis.Mismatch.Counterfactuals;

/// <summary>Words of a caption and what stands there instead.</summary>
internal sealed class SlotEdits(ParsedCaption caption)
{
    private readonly SortedDictionary<int, (TextSpan Span, string Text)> _edits = [];

    /// <summary>The edits in the caption's order.</summary>
    public IEnumerable<(TextSpan Span, string Text)> InOrder => _edits.Values;

    /// <summary>Replaces words; nothing where they are the same.</summary>
    public void Put(TextSpan span, string text)
    {
        if (text.Length > 0 && text != span.Of(caption.Caption)) _edits[span.Start] = (span, text);
    }

    /// <summary>Replaces words that no other edit starts at, also by themselves.</summary>
    public void PutIfFree(TextSpan span, string text) => _edits.TryAdd(span.Start, (span, text));

    /// <summary>An edit starts there.</summary>
    public bool StartsAt(int start) => _edits.ContainsKey(start);
}
