namespace FgClip.Analysis.Mismatch.Claims.Chinese;

/// <summary>A thing and where something is, seen from it: 桌子上, 狗的左边.</summary>
/// <param name="Object">The thing.</param>
/// <param name="Slot">上, 左边; for a place without such a word, the thing's own words.</param>
/// <param name="Next">The word behind it.</param>
internal sealed record ChinesePlace(ChinesePhrase Object, SlotWord Slot, int Next);
