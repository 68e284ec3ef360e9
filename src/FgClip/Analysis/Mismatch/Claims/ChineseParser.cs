using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims;

/// <summary>
/// Cuts a Chinese caption into claims, always trying the longest known word first. Reads one caption once.
/// </summary>
internal sealed class ChineseParser(string caption)
{
    private static readonly string[] Negations = ["没有", "不是", "不在", "并非", "没"];

    private static readonly string[] Pictures = ["图片", "照片", "图像", "画面", "图中", "画中", "相片", "图"];

    // Words that join things and claim nothing themselves.
    private static readonly string[] Connectives =
    [
        "一张", "这张", "那张", "这幅", "一幅", "这是", "位于", "处于", "以及", "还有", "另外", "同时", "里面", "其中", "当中", "展示了", "显示了",
        "背景", "颜色", "有", "在", "的", "是", "和", "与", "跟", "及", "里", "中", "上", "为", "着", "了", "也", "并", "且", "都", "内",
    ];

    private readonly ClaimBuilder _claims = new(caption, CaptionLanguage.Chinese);

    private int _at;
    private ThingMention? _subject;
    private (string Value, TextSpan Span)? _position;
    private int _unread = -1;

    public ParsedCaption Parse()
    {
        while (_at < caption.Length)
        {
            if (_at == 0 || IsEnd(_at - 1)) Reset();
            if (ReadNegation() || ReadMark() || ReadBackground() || ReadTotal() || ReadRelation() || ReadPosition() || ReadState() || ReadPhrase()
                || ReadConnective())
            {
                continue;
            }

            if (_unread < 0) _unread = _at;
            _at++;
        }

        CloseUnread();
        return _claims.Build();
    }

    private void Reset()
    {
        CloseUnread();
        (_subject, _position) = (null, null);
    }

    private void CloseUnread()
    {
        if (_unread < 0) return;

        _claims.AddOther(ClaimKind.Other, TextSpan.Between(_unread, _at));
        _unread = -1;
    }

    private bool ReadNegation()
    {
        if (_at > 0 && !IsMark(_at - 1)) return false;

        var end = _at;
        while (end < caption.Length && !IsMark(end)) end++;
        var clause = caption[_at..end];
        if (!Array.Exists(Negations, word => clause.Contains(word, StringComparison.Ordinal))) return false;

        CloseUnread();
        _claims.AddOther(ClaimKind.Other, TextSpan.Between(_at, end), negated: true);
        _at = end;
        return true;
    }

    private bool ReadMark()
    {
        if (!IsMark(_at) && !char.IsWhiteSpace(caption[_at])) return false;

        CloseUnread();
        _at++;
        return true;
    }

    // 棕色背景, 棕色的背景, 背景是棕色, 背景颜色为棕色
    private bool ReadBackground()
    {
        var at = _at;
        if (ChinesePhrase.Longest(caption, at, WordKind.Color) is { } before)
        {
            at = ChinesePhrase.Skip(caption, before.Next, "的");
            if (!Starts(at, "背景")) return false;

            CloseUnread();
            _claims.Add(ClaimKind.Background, TextSpan.Between(_at, before.Next), before.Value);
            _at = ChinesePhrase.Skip(caption, at + 2, "上", "下", "中", "里", "前");
            _at = ChinesePhrase.Skip(caption, _at, "的");
            return true;
        }

        if (!Starts(at, "背景")) return false;
        at = ChinesePhrase.Skip(caption, at + 2, "的");
        at = ChinesePhrase.Skip(caption, at, "颜色");
        at = ChinesePhrase.Skip(caption, at, "是", "为", "呈");
        if (ChinesePhrase.Longest(caption, at, WordKind.Color) is not { } after) return false;

        CloseUnread();
        _claims.Add(ClaimKind.Background, TextSpan.Between(at, after.Next), after.Value);
        _at = ChinesePhrase.Skip(caption, after.Next, "的");
        return true;
    }

    // 三个物体
    private bool ReadTotal()
    {
        if (ChinesePhrase.Longest(caption, _at, WordKind.Number) is not { } number) return false;
        var next = ChinesePhrase.Skip(caption, number.Next, "个", "件", "样");
        if (!Starts(next, "物体") && !Starts(next, "东西") && !Starts(next, "物品")) return false;

        CloseUnread();
        _claims.AddOther(ClaimKind.Count, TextSpan.Between(_at, next + 2));
        _at = next + 2;
        return true;
    }

    // 在一只狗的左边
    private bool ReadRelation()
    {
        if (_subject is not { } subject) return false;
        var at = ChinesePhrase.Skip(caption, _at, "位于", "处于", "在");
        if (at == _at || ChinesePhrase.Read(caption, at) is not { } phrase) return false;
        var place = ChinesePhrase.Skip(caption, phrase.Next, "的");
        if (ChinesePhrase.Longest(caption, place, WordKind.Relation) is not { } found) return false;

        CloseUnread();
        var other = Take(phrase);
        _claims.Add(ClaimKind.Relation, TextSpan.Between(place, found.Next), found.Value, subject, other);
        (_at, _subject) = (found.Next, subject);
        return true;
    }

    // 图片左侧有…, …位于左侧, …在图片的左边
    private bool ReadPosition()
    {
        var at = ChinesePhrase.Skip(caption, _at, "位于", "处于", "在");
        at = ChinesePhrase.Skip(caption, at, "这张");
        var place = ChinesePhrase.Skip(caption, ChinesePhrase.Skip(caption, at, Pictures), "的");
        if (ChinesePhrase.Longest(caption, place, WordKind.Position) is not { } found) return false;

        CloseUnread();
        var span = TextSpan.Between(place, found.Next);
        if (_subject is { } subject && !Starts(found.Next, "有") && !Starts(found.Next, "是")) _claims.Add(ClaimKind.Position, span, found.Value, subject);
        else _position = (found.Value, span);
        _at = found.Next;
        return true;
    }

    // …是红色的, …很小
    private bool ReadState()
    {
        if (_subject is not { } subject) return false;
        var at = ChinesePhrase.Skip(caption, _at, "是", "为", "很", "呈");
        if (at == _at || ChinesePhrase.Read(caption, at) is not null) return false;

        foreach (var (kind, slot) in new[] { (WordKind.Color, ClaimKind.Color), (WordKind.Size, ClaimKind.Size), (WordKind.Attribute, ClaimKind.Attribute) })
        {
            if (ChinesePhrase.Longest(caption, at, kind) is not { } found) continue;

            CloseUnread();
            var span = TextSpan.Between(at, found.Next);
            _claims.Add(slot, span, kind == WordKind.Attribute ? span.Of(caption) : found.Value, subject);
            _at = ChinesePhrase.Skip(caption, found.Next, "的");
            return true;
        }

        return false;
    }

    private bool ReadPhrase()
    {
        if (Pictures.Any(word => Starts(_at, word)) || ChinesePhrase.Read(caption, _at) is not { } phrase) return false;

        // 一张图片 reads like a thing.
        if (Pictures.Contains(phrase.Mention.Name, StringComparer.Ordinal))
        {
            _at = phrase.Next;
            return true;
        }

        CloseUnread();
        _subject = Take(phrase);
        return true;
    }

    private ThingMention Take(ChinesePhrase phrase)
    {
        _at = phrase.Next;
        if (!phrase.Introduced && _claims.Earlier(phrase.Mention) is { } earlier) return earlier;

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
        var next = ChinesePhrase.Skip(caption, ChinesePhrase.Skip(caption, _at, Pictures), Connectives);
        if (next == _at) return false;

        CloseUnread();
        _at = next;
        return true;
    }

    private bool Starts(int at, string word) => string.CompareOrdinal(caption, at, word, 0, word.Length) == 0;

    private bool IsEnd(int at) => caption[at] is '。' or '！' or '？' or '；' or '.' or '!' or '?' or ';';

    private bool IsMark(int at) => IsEnd(at) || caption[at] is '，' or '、' or '：' or ',' or ':';
}
