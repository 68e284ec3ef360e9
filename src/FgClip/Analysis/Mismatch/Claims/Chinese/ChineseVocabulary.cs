namespace FgClip.Analysis.Mismatch.Claims.Chinese;

/// <summary>Function words of Chinese captions. They are words to the cutting into words, too.</summary>
internal static class ChineseVocabulary
{
    public static readonly IReadOnlySet<string> Negations = new HashSet<string> { "没有", "不是", "不在", "并非", "没", "不", "无", "未", "毫无", "从不", "并没有", "并不", "绝非", "没能", "不会", "不能" };

    /// <summary>Nouns for the picture itself.</summary>
    public static readonly IReadOnlySet<string> Pictures = new HashSet<string>
    {
        "图片", "照片", "图像", "画面", "图中", "画中", "相片", "图", "图片中", "照片中", "图像中", "画面中", "图里", "照片里", "图片里", "镜头中", "特写", "插图", "截图", "影像", "近照", "图上",
    };

    public static readonly IReadOnlySet<string> Backgrounds = new HashSet<string> { "背景", "底色", "背景色", "背景颜色" };

    /// <summary>Things of any kind.</summary>
    public static readonly IReadOnlySet<string> Anything = new HashSet<string> { "物体", "东西", "物品", "事物", "对象" };

    public static readonly IReadOnlySet<string> Copulas = new HashSet<string> { "是", "为", "呈", "则是", "就是", "都是", "变成" };

    public static readonly IReadOnlySet<string> At = new HashSet<string> { "在", "位于", "处于", "坐落于", "坐落在", "身处" };

    public static readonly IReadOnlySet<string> Joins = new HashSet<string> { "和", "与", "跟", "及", "以及", "还有", "、", "同", "或", "或者" };

    public static readonly IReadOnlySet<string> Aspects = new HashSet<string> { "着", "了", "过", "完", "好", "起", "到", "出", "住", "下", "满了", "满" };

    public static readonly IReadOnlySet<string> Demonstratives = new HashSet<string> { "这", "那", "该", "每", "某", "此", "这些", "那些", "另", "另外", "整", "各", "本" };

    public static readonly IReadOnlySet<string> It = new HashSet<string> { "它", "其" };

    public static readonly IReadOnlySet<string> They = new HashSet<string> { "它们", "他们", "她们", "大家", "二者", "两者" };

    public static readonly IReadOnlySet<string> He = new HashSet<string> { "他" };

    public static readonly IReadOnlySet<string> She = new HashSet<string> { "她" };

    /// <summary>They stand alone for a place by the thing spoken of: "旁边有一辆车".</summary>
    public static readonly IReadOnlySet<string> LoosePlaces = new HashSet<string>
    {
        "上面", "下面", "前面", "后面", "旁边", "里面", "周围", "四周", "附近", "身后", "身旁", "身边", "面前", "对面", "外面", "前方", "后方", "身上", "底下",
    };

    /// <summary>What they stand behind is a part of the picture, not a thing: "the top".</summary>
    public static readonly IReadOnlySet<string> Corners = new HashSet<string> { "左上角", "右上角", "左下角", "右下角", "左上方", "右上方", "左下方", "右下方" };

    /// <summary>Words that join things and claim nothing themselves.</summary>
    public static readonly IReadOnlySet<string> Connectives = new HashSet<string>
    {
        "这是", "那是", "这里", "那里", "有", "的", "地", "得", "也", "并", "且", "都", "被", "把", "给", "让", "使", "其中", "但", "但是", "因为", "所以", "由", "以", "将", "看到", "可以看到", "能看到",
        "可见", "可以看见", "展示", "展示了", "显示", "显示了", "描绘", "描绘了", "呈现", "呈现了", "拍摄于", "拍摄的是", "拍的是", "颜色", "毛色", "色调上", "这", "那", "之", "我们", "你", "我", "来自", "其", "者",
        "时", "时候", "当", "身上", "形成", "构成", "组成", "作为", "一样", "般", "似的", "等", "等等", "者们", "中有", "存在", "出现", "出现了", "摆着的", "样子的", "一种", "一幕", "们", "于",
    };

    /// <summary>All of them.</summary>
    public static readonly IReadOnlySet<string> All = new HashSet<string>(
        [.. Negations, .. Pictures, .. Backgrounds, .. Anything, .. Copulas, .. At, .. Joins, .. Aspects, .. Demonstratives, .. It, .. They, .. He, .. She, .. LoosePlaces, .. Corners, .. Connectives, "相间", "有着"]);
}
