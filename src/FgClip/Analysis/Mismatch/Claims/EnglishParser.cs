using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims;

/// <summary>
/// Cuts an English caption into claims: noun phrases, and between them places, relations, "is" and verbs. Reads one
/// caption once.
/// </summary>
internal sealed class EnglishParser(string caption)
{
    private readonly IReadOnlyList<Token> _tokens = Token.Split(caption);
    private readonly ClaimBuilder _claims = new(caption, CaptionLanguage.English);

    private int _at;
    private ThingMention? _subject;
    private bool _background;
    private (string Value, TextSpan Span)? _position;
    private TextSpan? _verb;
    private int _unread = -1;

    public ParsedCaption Parse()
    {
        while (_at < _tokens.Count)
        {
            if (StartsSentence()) Reset();
            if (ReadNegation() || ReadMark() || ReadThereIs() || ReadCorner() || ReadRelation() || ReadPosition() || ReadCopula() || ReadAction()
                || ReadPhrase() || ReadConnective())
            {
                continue;
            }

            if (_unread < 0) _unread = _at;
            _at++;
        }

        CloseUnread();
        return _claims.Build();
    }

    private bool StartsSentence() => _at == 0 || _tokens[_at - 1].Text is "." or "!" or "?" or ";";

    private void Reset()
    {
        CloseUnread();
        (_subject, _background, _position, _verb) = (null, false, null, null);
    }

    // Words that nothing understood become one claim of kind other.
    private void CloseUnread()
    {
        if (_unread < 0) return;

        _claims.AddOther(ClaimKind.Other, Between(_unread, _at));
        _unread = -1;
    }

    // A clause that denies is taken whole.
    private bool ReadNegation()
    {
        if (!StartsSentence() && !IsMark(_at - 1)) return false;

        var end = _at;
        while (end < _tokens.Count && !IsMark(end)) end++;
        if (!_tokens.Skip(_at).Take(end - _at).Any(token => EnglishVocabulary.Negations.Contains(token.Text))) return false;

        CloseUnread();
        _claims.AddOther(ClaimKind.Other, Between(_at, end), negated: true);
        _at = end;
        return true;
    }

    private bool ReadMark()
    {
        if (!IsMark(_at) && _tokens[_at].IsWord) return false;

        CloseUnread();
        _at++;
        return true;
    }

    private bool ReadThereIs()
    {
        if (_tokens[_at].Text is not ("there" or "this" or "it" or "here")
            || _at + 1 >= _tokens.Count || !EnglishVocabulary.Copulas.Contains(_tokens[_at + 1].Text))
        {
            return false;
        }

        CloseUnread();
        if (_tokens[_at].Text is "there" or "here") _verb = _tokens[_at + 1].Span;
        _at += 2;
        return true;
    }

    private bool ReadRelation()
    {
        if (Longest(WordKind.Relation) is not { } found || _subject is not { } subject) return false;
        if (EnglishPhrase.Read(_tokens, found.Next, null) is not { } phrase || EnglishVocabulary.Pictures.Contains(phrase.Noun)) return false;

        CloseUnread();
        var slot = Between(_at, found.Next);
        _at = phrase.Next;
        var other = Take(phrase);
        _claims.Add(ClaimKind.Relation, slot, found.Value, subject, other);
        return true;
    }

    private bool ReadPosition()
    {
        if (Longest(WordKind.Position) is not { } found) return false;

        CloseUnread();
        Place(found.Value, Between(_at, found.Next));
        _at = found.Next;
        SkipOfThePicture();
        return true;
    }

    // "in the top left corner" claims two places.
    private bool ReadCorner()
    {
        if (_at + 3 >= _tokens.Count || _tokens[_at].Text is not ("in" or "at" or "on") || _tokens[_at + 1].Text != "the") return false;
        var (vertical, across) = (_tokens[_at + 2], _tokens[_at + 3]);
        if (vertical.Text is not ("top" or "upper" or "bottom" or "lower") || across.Text is not ("left" or "right")) return false;

        CloseUnread();
        Place(vertical.Text is "top" or "upper" ? "top" : "bottom", vertical.Span);
        Place(across.Text, across.Span);
        _at += 4;
        if (_at < _tokens.Count && _tokens[_at].Text is "corner" or "part" or "side" or "area") _at++;
        SkipOfThePicture();
        return true;
    }

    private void Place(string value, TextSpan span)
    {
        if (_subject is { } subject) _claims.Add(ClaimKind.Position, span, value, subject);
        else _position = (value, span);
    }

    private void SkipOfThePicture()
    {
        if (_at >= _tokens.Count || _tokens[_at].Text is not ("of" or "in")) return;
        if (EnglishPhrase.Read(_tokens, _at + 1, null) is { } phrase && EnglishVocabulary.Pictures.Contains(phrase.Noun)) _at = phrase.Next;
    }

    // "is red", "is small", "is striped"; what else follows an "is" is read as if it were not there.
    private bool ReadCopula()
    {
        if (!EnglishVocabulary.Copulas.Contains(_tokens[_at].Text)) return false;

        CloseUnread();
        _at++;
        if (_at >= _tokens.Count || EnglishPhrase.Read(_tokens, _at, null) is not null) return true;

        var (text, span) = (_tokens[_at].Text, _tokens[_at].Span);
        var words = CaptionLexicon.Shared;
        var (kind, value) =
            words.Value(CaptionLanguage.English, WordKind.Color, text) is { } color ? (_background ? ClaimKind.Background : ClaimKind.Color, color)
            : words.Value(CaptionLanguage.English, WordKind.Size, text) is { } size ? (ClaimKind.Size, size)
            : words.Value(CaptionLanguage.English, WordKind.Attribute, text) is not null ? (ClaimKind.Attribute, text)
            : (ClaimKind.Other, null);
        if (value is null || (_subject is null && kind != ClaimKind.Background)) return true;

        _claims.Add(kind, span, value, kind == ClaimKind.Background ? null : _subject);
        _at++;
        return true;
    }

    // A verb up to the next noun phrase or mark, and loose places such as "next to".
    private bool ReadAction()
    {
        var verb = EnglishVocabulary.IsVerb(_tokens[_at].Text);
        if (_subject is null || !(verb || EnglishVocabulary.LoosePlaces.Contains(_tokens[_at].Text))) return false;
        if (_tokens[_at].Text is "showing" or "containing" or "featuring" or "depicting" or "having") return false;

        CloseUnread();
        var first = _at++;
        while (_at < _tokens.Count && _tokens[_at].IsWord && (EnglishVocabulary.LoosePlaces.Contains(_tokens[_at].Text) || _tokens[_at].Text is "to" or "of")) _at++;
        _claims.AddOther(verb ? ClaimKind.Action : ClaimKind.Relation, Between(first, _at), _subject);
        return true;
    }

    private bool ReadPhrase()
    {
        if (EnglishPhrase.Read(_tokens, _at, _verb) is not { } phrase) return false;

        CloseUnread();
        var first = _at;
        _at = phrase.Next;
        if (EnglishVocabulary.Pictures.Contains(phrase.Noun)) return true;

        if (EnglishVocabulary.Backgrounds.Contains(phrase.Noun))
        {
            (_background, _subject) = (true, null);
            if (phrase.Mention.Color is { } color) _claims.Add(ClaimKind.Background, color.Span, color.Value);
            else if (phrase.Mention.Attributes is [var attribute, ..]) _claims.AddOther(ClaimKind.Other, phrase.Mention.Span);
        }
        else if (EnglishVocabulary.Anything.Contains(phrase.Noun))
        {
            if (phrase.Mention.Count is not null) _claims.AddOther(ClaimKind.Count, Between(first, _at));
        }
        else
        {
            _subject = Take(phrase);
        }

        _verb = null;
        return true;
    }

    private ThingMention Take(EnglishPhrase phrase)
    {
        if (phrase.Definite && phrase.Mention.Count is null && _claims.Earlier(phrase.Mention) is { } earlier) return earlier;

        _claims.Add(phrase.Mention);
        if (_position is { } place)
        {
            _claims.Add(ClaimKind.Position, place.Span, place.Value, phrase.Mention);
            _position = null;
        }

        return phrase.Mention;
    }

    private bool ReadConnective()
    {
        if (!EnglishVocabulary.Connectives.Contains(_tokens[_at].Text) && !EnglishVocabulary.Determiners.Contains(_tokens[_at].Text)) return false;

        CloseUnread();
        _at++;
        return true;
    }

    private (string Value, int Next)? Longest(WordKind kind)
    {
        (string Value, int Next)? best = null;
        foreach (var (form, value) in CaptionLexicon.Shared.Forms(CaptionLanguage.English, kind))
        {
            var parts = form.Split(' ');
            if (_at + parts.Length > _tokens.Count || (best is { } known && known.Next - _at >= parts.Length)) continue;
            if (parts.Select((part, index) => _tokens[_at + index].Text == part).All(same => same)) best = (value, _at + parts.Length);
        }

        return best;
    }

    private bool IsMark(int index) => _tokens[index].Text is "." or "!" or "?" or ";" or "," or ":";

    private TextSpan Between(int first, int next) => TextSpan.Between(_tokens[first].Span.Start, _tokens[next - 1].Span.End);
}
