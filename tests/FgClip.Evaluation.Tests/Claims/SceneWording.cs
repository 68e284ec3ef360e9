using System.Text.RegularExpressions;
using FgClip.Evaluation.Scenes;

namespace FgClip.Evaluation.Tests.Claims;

/// <summary>
/// Reads the captions of drawn scenes by their fixed wording, with the names of the labels and no grammar: what a parser
/// of captions must find in them.
/// </summary>
internal sealed partial class SceneWording
{
    private static readonly string[] Colors = ["red", "orange", "yellow", "green", "blue", "purple", "pink", "brown", "black", "white", "gray"];

    private static readonly string[] Numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    private static readonly string[] Places =
        ["on the left", "on the right", "at the top", "at the bottom", "in the middle", "to the left of", "to the right of", "above", "below"];

    private readonly Dictionary<string, string> _english = [];
    private readonly Dictionary<string, string> _chinese;
    private readonly Dictionary<string, string> _chineseColors;
    private readonly Regex _englishWords;
    private readonly Regex _chineseWords;

    public SceneWording(IReadOnlyList<Scene> scenes)
    {
        SceneObject[] things = [.. scenes.SelectMany(scene => scene.Objects)];
        foreach (var name in things.Select(thing => thing.NameEn).Distinct())
        {
            _english[name] = name;
            _english.TryAdd(Plural(name), name);
        }

        _chinese = things.DistinctBy(thing => thing.NameZh).ToDictionary(thing => thing.NameZh, thing => thing.NameEn);
        _chineseColors = things.Where(thing => thing.ColorZh is not null).DistinctBy(thing => thing.ColorZh).ToDictionary(thing => thing.ColorZh!, thing => thing.Color!);
        _englishWords = new Regex(
            $@"\b(?:(?<bg>{Any(Colors)}) background|(?<total>(?:{Any(Numbers)}) objects?)|(?<place>{Any(Places)})|(?<the>the )?(?:(?<count>{Any(Numbers)}) )?(?:(?<size>small|large) )?(?:(?<color>{Any(Colors)}) )?(?<thing>{Any(_english.Keys)}))\b");
        _chineseWords = new Regex(
            $"背景是(?<bg>{Any(_chineseColors.Keys)})|(?<bg>{Any(_chineseColors.Keys)})背景|(?<total>[一两三四五六七八九]个物体)"
            + $"|(?:图片|位于)(?<place>左侧|右侧|顶部|底部|中间)|的(?<place>左边|右边|上方|下方)"
            + $"|(?:(?<count>[一两三四五六七八九])(?:\\w))?(?:(?<size>[大小])的)?(?:(?<color>{Any(_chineseColors.Keys)})的)?(?<thing>{Any(_chinese.Keys)})");
    }

    /// <summary>What a caption claims: things as thing:name, the others as kind:value(name).</summary>
    public IEnumerable<string> Expected(string caption, string language) => language == "zh" ? Chinese(caption) : English(caption);

    private List<string> English(string caption)
    {
        var (claims, named, last, pending) = (new List<string>(), new HashSet<string>(), "", (string?)null);
        foreach (Match match in _englishWords.Matches(caption))
        {
            if (match.Groups["bg"] is { Success: true, Value: var ground }) claims.Add($"background:{ground}()");
            else if (match.Groups["total"] is { Success: true, Value: var total }) claims.Add($"count:{total}()");
            else if (match.Groups["place"] is { Success: true, Value: var place })
            {
                if (place is "above" or "below" || place.EndsWith("of", StringComparison.Ordinal)) pending = place.Replace("to the ", "").Replace(" of", "");
                else claims.Add($"position:{place.Split(' ')[^1]}({last})");
            }
            else Thing(match, _english[match.Groups["thing"].Value], match.Groups["the"].Success, claims, named, ref last, ref pending);
        }

        return claims;
    }

    private List<string> Chinese(string caption)
    {
        var (claims, named, last, before, other) = (new List<string>(), new HashSet<string>(), "", "", (string?)null);
        foreach (Match match in _chineseWords.Matches(caption))
        {
            if (match.Groups["bg"] is { Success: true, Value: var ground }) claims.Add($"background:{_chineseColors[ground]}()");
            else if (match.Groups["total"] is { Success: true, Value: var total }) claims.Add($"count:{total}()");
            else if (match.Groups["place"] is { Success: true, Value: var place })
            {
                if (place.EndsWith('边') || place.EndsWith('方')) claims.Add($"relation:{Side(place)}({before},{last})");
                else if (match.Value.StartsWith("图片", StringComparison.Ordinal)) other = Side(place);
                else claims.Add($"position:{Side(place)}({last})");
            }
            else
            {
                before = last;
                string? none = null;
                Thing(match, _chinese[match.Groups["thing"].Value], !match.Groups["count"].Success, claims, named, ref last, ref none);
                if (other is not null) claims.Add($"position:{other}({last})");
                other = null;
            }
        }

        return claims;
    }

    private void Thing(Match match, string name, bool again, List<string> claims, HashSet<string> named, ref string last, ref string? relation)
    {
        if (!again || named.Add(name))
        {
            named.Add(name);
            claims.Add($"thing:{name}");
            if (match.Groups["count"] is { Success: true, Value: var count } && Number(count) > 1) claims.Add($"count:{Number(count)}({name})");
            if (match.Groups["size"] is { Success: true, Value: var size }) claims.Add($"size:{(size is "小" or "small" ? "small" : "large")}({name})");
            if (match.Groups["color"] is { Success: true, Value: var color }) claims.Add($"color:{_chineseColors.GetValueOrDefault(color, color)}({name})");
        }

        if (relation is not null) claims.Add($"relation:{relation}({last},{name})");
        (last, relation) = (name, null);
    }

    private static int Number(string word) => Math.Max(Array.IndexOf(Numbers, word), "一两三四五六七八九".IndexOf(word, StringComparison.Ordinal)) + 1;

    private static string Side(string place) => place[0] switch
    {
        '左' => "left",
        '右' => "right",
        '顶' => "top",
        '底' => "bottom",
        '上' => "above",
        '下' => "below",
        _ => "middle",
    };

    private static string Any(IEnumerable<string> words) => string.Join('|', words.OrderByDescending(word => word.Length).Select(Regex.Escape));

    private static string Plural(string name) => name switch
    {
        "mouse" => "mice",
        "cherry" => "cherries",
        "butterfly" => "butterflies",
        "strawberry" => "strawberries",
        "trophy" => "trophies",
        "tomato" => "tomatoes",
        "cactus" => "cacti",
        "snowman" => "snowmen",
        _ when name.EndsWith('s') || name.EndsWith('x') || name.EndsWith("ch", StringComparison.Ordinal) => name + "es",
        _ => name + "s",
    };
}
