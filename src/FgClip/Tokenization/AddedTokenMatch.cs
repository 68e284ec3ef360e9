namespace FgClip.Tokenization;

/// <summary>What happens where an added token's text is met.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Token">Its flags.</param>
/// <param name="Ignored">Whether the place is ordinary text all the same.</param>
internal sealed record AddedTokenMatch(int Id, AddedToken Token, bool Ignored);
