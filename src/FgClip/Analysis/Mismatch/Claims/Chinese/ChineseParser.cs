using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.Chinese;

/// <summary>Cuts a Chinese caption into claims: noun phrases, and between them places and predicates. Reads one caption once.</summary>
internal sealed class ChineseParser
{
    private readonly ChineseReading _reading;
    private readonly ChinesePredicates _predicates;
    private readonly ChineseReferences _references;

    /// <param name="caption">The caption.</param>
    public ChineseParser(string caption)
    {
        _reading = new ChineseReading(caption);
        _references = new ChineseReferences(_reading);
        _predicates = new ChinesePredicates(_reading, _references);
    }

    private ChineseText Text => _reading.Text;

    /// <summary>The claims.</summary>
    public ParsedCaption Parse()
    {
        while (_reading.At < Text.Count)
        {
            if (Text.IsStop(_reading.At - 1)) _reading.Reset();
            if (ReadIdiom() || ReadNegation() || ReadMark() || ReadPicture() || ReadBackground() || ReadTotal() || ReadScene() || ReadPosition() || _references.Read()
                || ReadPlace() || _predicates.Read() || ReadPhrase() || ReadConnective())
            {
                continue;
            }

            _reading.Skip();
        }

        _reading.CloseUnread();
        _reading.Flush();
        return _reading.Claims.Build();
    }

    private bool ReadIdiom()
    {
        if (Text.Sense(_reading.At, WordKind.Idiom) is null && Text.Sense(_reading.At, WordKind.Abstract) is null) return false;

        _reading.CloseUnread();
        _reading.Other(Text.Span(_reading.At));
        _reading.At++;
        return true;
    }

    // A clause that denies is taken whole, unless it only says so of a thing: 没有尾巴的猫.
    private bool ReadNegation()
    {
        if (_reading.At > 0 && !Text.IsMark(_reading.At - 1) && Text[_reading.At - 1] is not "、") return false;

        var end = _reading.At;
        var negation = -1;
        for (; !Text.IsMark(end); end++)
        {
            if (negation < 0 && ChineseVocabulary.Negations.Contains(Text[end])) negation = end;
        }

        if (negation < 0 || (_reading.Phrases.Read(_reading.At) is { } phrase && phrase.Next > negation)) return false;

        _reading.CloseUnread();
        _reading.Claims.AddOther(ClaimKind.Other, Text.Between(_reading.At, end), negated: true);
        _reading.At = end;
        return true;
    }

    private bool ReadMark()
    {
        if (Text[_reading.At] is not "、" && !Text.IsMark(_reading.At) && char.IsLetterOrDigit(Text[_reading.At][0])) return false;

        _reading.CloseUnread();
        if (Text[_reading.At] is not "、") _reading.HasVerb = false;
        _reading.At++;
        return true;
    }

    // 这张图片中
    private bool ReadPicture()
    {
        var at = _reading.At;
        while (ChineseVocabulary.Demonstratives.Contains(Text[at]) || (Text.Sense(at, WordKind.Number) is { Value: "1" } && Text[at + 1] is "张" or "幅") || (Text[at] is "张" or "幅" && at > _reading.At)) at++;
        if (!ChineseVocabulary.Pictures.Contains(Text[at])) return false;

        _reading.CloseUnread();
        _reading.At = at + 1;
        if (Text[_reading.At] is "的" or "中" or "里" or "上" or "内") _reading.At++;
        return true;
    }

    // 棕色背景, 棕色的背景, 背景是棕色, 背景颜色为棕色, 背景是一座山
    private bool ReadBackground()
    {
        var at = _reading.At;
        if (ChineseAdjective.At(Text, at) is { Kind: not ClaimKind.Size } adjective && ChineseVocabulary.Backgrounds.Contains(Text[Text[adjective.Next] is "的" ? adjective.Next + 1 : adjective.Next]))
        {
            _reading.CloseUnread();
            _reading.Claims.Add(ClaimKind.Background, adjective.Span, adjective.Value);
            at = Text[adjective.Next] is "的" ? adjective.Next + 2 : adjective.Next + 1;
            if (Text[at] is "上" or "下" or "中" or "里" or "前" or "前面") at++;
            _reading.At = Text[at] is "的" ? at + 1 : at;
            return true;
        }

        if (!ChineseVocabulary.Backgrounds.Contains(Text[at])) return false;

        _reading.CloseUnread();
        at = Text[at + 1] is "的" ? at + 2 : at + 1;
        if (Text[at] is "颜色") at++;
        _reading.Reset();
        _reading.OnBackground = true;
        _reading.At = at;
        return true;
    }

    // 三个物体
    private bool ReadTotal()
    {
        if (Text.Sense(_reading.At, WordKind.Number) is null && Text.Sense(_reading.At, WordKind.Quantity) is null) return false;
        var next = Text[_reading.At + 1] is "个" or "件" or "样" or "种" ? _reading.At + 2 : _reading.At + 1;
        if (!ChineseVocabulary.Anything.Contains(Text[next])) return false;

        _reading.CloseUnread();
        _reading.Claims.AddOther(ClaimKind.Count, Text.Between(_reading.At, next + 1));
        _reading.At = next + 1;
        return true;
    }

    // 阳光明媚的日子里, 夜晚
    private bool ReadScene()
    {
        if (Text.Sense(_reading.At, WordKind.Scene) is not { } scene || Text.Sense(_reading.At + 1, WordKind.Thing) is not null) return false;

        _reading.CloseUnread();
        _reading.Claims.Add(ClaimKind.Background, Text.Span(_reading.At), scene.Value);
        _reading.At++;
        while (Text[_reading.At] is "的" or "里" or "中" or "时" or "日子") _reading.At++;
        return true;
    }

    // 图片左侧有…, …位于左侧, 左边的男孩, 右上角有…
    private bool ReadPosition()
    {
        var at = _reading.At;
        var corner = ChineseVocabulary.Corners.Contains(Text[at]);
        if (!corner && (Text.Sense(at, WordKind.Position) is null || (ChineseVocabulary.LoosePlaces.Contains(Text[at]) && LooseAbout() is not null))) return false;

        _reading.CloseUnread();
        _reading.At++;
        while (Text[_reading.At] is "里" or "中" or "处" or "上") _reading.At++;
        var ahead = Text[_reading.At] is "有" or "是" or "的" or "则是"
            || (!IsBehindAt(at) && (Text.IsMark(at - 1) || ChineseVocabulary.Pictures.Contains(Text[at - 1]) || ChineseVocabulary.Joins.Contains(Text[at - 1])));
        var subject = ahead ? null : _reading.Subject;
        foreach (var (value, span) in corner ? Corner(at) : [(Text.Sense(at, WordKind.Position)!.Value, Text.Span(at))])
        {
            if (subject is not null) _reading.Claims.Add(ClaimKind.Position, span, value, subject);
            else if (_reading.Landmark is { } mark && Text.Sense(at, WordKind.Relation) is { } relation && Text[_reading.At] is "是" or "有") _reading.Front(ClaimKind.Relation, new SlotWord(relation.Value, span), mark);
            else _reading.Front(ClaimKind.Position, new SlotWord(value, span));
        }

        if (Text[_reading.At] is "的" && subject is null) _reading.At++;
        return true;
    }

    // 在左侧, 在图片的左侧
    private bool IsBehindAt(int at)
    {
        while (at > 0 && (ChineseVocabulary.Pictures.Contains(Text[at - 1]) || ChineseVocabulary.Demonstratives.Contains(Text[at - 1]) || Text[at - 1] is "的" or "张" or "幅")) at--;
        return ChineseVocabulary.At.Contains(Text[at - 1]);
    }

    private IEnumerable<(string Value, TextSpan Span)> Corner(int at)
    {
        var start = Text.Span(at).Start;
        yield return (Text[at][0] == '左' ? "left" : "right", new TextSpan(start, 1));
        yield return (Text[at][1] == '上' ? "top" : "bottom", new TextSpan(start + 1, 1));
    }

    // 旁边有一辆车: by the thing spoken of
    private ThingMention? LooseAbout() => Text.IsMark(_reading.At - 1) || Text[_reading.At - 1] is "，" ? _reading.Subject ?? _reading.Last : null;

    private bool ReadPlace()
    {
        if (ChineseVocabulary.LoosePlaces.Contains(Text[_reading.At]) && Text.Sense(_reading.At, WordKind.Relation) is { } loose && LooseAbout() is { } about)
        {
            _reading.CloseUnread();
            _reading.Front(ClaimKind.Relation, new SlotWord(loose.Value, Text.Span(_reading.At)), about);
            _reading.At++;
            return true;
        }

        if (_reading.HasVerb || Text.Sense(_reading.At, WordKind.Verb) is not null && Text.Sense(_reading.At, WordKind.Thing) is null) return false;
        if (_reading.Phrases.Place(_reading.At) is { } place)
        {
            _reading.TakePlace(place, Text[_reading.At - 1] is "正在" ? _reading.Subject : null);
            return true;
        }

        // 厨房有, 夜晚的街道
        if (_reading.Phrases.Read(_reading.At) is not { Mention.Head.IsPlace: true } scene || Text[scene.Next] is not "有") return false;

        _reading.TakeScene(scene);
        return true;
    }

    private bool ReadPhrase()
    {
        if (_reading.Phrases.Read(_reading.At) is not { } phrase) return false;

        var joined = ChineseVocabulary.Joins.Contains(Text[_reading.At - 1]);
        var mention = _reading.Take(phrase);
        _reading.Settle(mention);
        if (!joined && !_reading.HasVerb) _reading.Begin(mention);
        return true;
    }

    private bool ReadConnective()
    {
        var word = Text[_reading.At];
        if (!ChineseVocabulary.All.Contains(word) && Text.Sense(_reading.At, WordKind.Adverb) is null && Text.Sense(_reading.At, WordKind.Relation) is null) return false;

        _reading.CloseUnread();
        _reading.At++;
        return true;
    }
}
